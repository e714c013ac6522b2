#ifndef BIRDFEED_DATE_H
#define BIRDFEED_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/*
 * Days and moments of RFC 3339, as seconds since 1970 in UTC.  Years are
 * 0 .. 9999.
 */
#define DATE_DAY ((int64_t)86400)	/* seconds */
#define DATE_TEXT 11			/* "2023-11-26" and its NUL */

/* A full-date, "2023-11-26": its first second. */
bool date_parse(const char *s, size_t n, int64_t *seconds, struct why *why);
/* The same, since 1970 and not still to come: how far back a run looks. */
bool date_parse_past(const char *s, size_t n, int64_t *seconds,
    struct why *why);
/* A date-time with its zone, "2023-11-26T01:02:03+01:00"; fractions of a
 * second are dropped. */
bool date_parse_moment(const char *s, size_t n, int64_t *seconds,
    struct why *why);
/* The day that SECONDS is in; the first or the last one when there is
 * none. */
const char *date_print(char text[static DATE_TEXT], int64_t seconds);
/* The present moment. */
int64_t date_now(void);

#endif
