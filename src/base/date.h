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
#define DATE_DAY ((int64_t)86400) /* seconds */
#define DATE_TEXT 11		  /* "2023-11-26" and its NUL */

/* Parses a full-date, "2023-11-26", to the first second of that day. */
bool date_parse(const char *s, size_t n, int64_t *seconds, struct why *why);
/* The same, but the day must be in 1970 or later and not in the future.  For
 * options that say how far back a run looks. */
bool date_parse_past(const char *s, size_t n, int64_t *seconds,
    struct why *why);
/* Parses a date-time with its zone, "2023-11-26T01:02:03+01:00".  Drops
 * fractions of a second. */
bool date_parse_moment(const char *s, size_t n, int64_t *seconds,
    struct why *why);
/* Prints the day that SECONDS is in.  A time before year 0 or after year 9999
 * prints as the first or the last day.  Returns TEXT. */
const char *date_print(char text[static DATE_TEXT], int64_t seconds);

#endif
