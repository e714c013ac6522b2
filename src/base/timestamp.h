#ifndef BIRDFEED_TIMESTAMP_H
#define BIRDFEED_TIMESTAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

#define TIMESTAMP_TEXT 21 /* "2026-11-26T20:01:02Z" and a NUL */
/* The last second of the year 9999. */
#define TIMESTAMP_LAST INT64_C(253402300799)

/*
 * Parses a time in UTC to seconds since 1970.  Accepts only the form of
 * RFC 3339 that birdfeed writes: YYYY-MM-DDTHH:MM:SSZ.  WHY may be NULL.
 */
bool timestamp_parse(const char *s, size_t n, int64_t *seconds,
    struct why *why);
/* Prints the same form.  SECONDS is 0 .. TIMESTAMP_LAST.  Returns TEXT. */
const char *timestamp_print(char text[static TIMESTAMP_TEXT], int64_t seconds);
/* The same for any number: NONE if it is not in that range, else TEXT. */
const char *timestamp_or(char text[static TIMESTAMP_TEXT], int64_t seconds,
    const char *none);
/* The current time, from the system's clock. */
int64_t timestamp_now(void);

#endif
