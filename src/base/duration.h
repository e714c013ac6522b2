#ifndef BIRDFEED_DURATION_H
#define BIRDFEED_DURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

#define DURATION_HOUR ((uint32_t)3600) /* seconds */
#define DURATION_DAY (24 * DURATION_HOUR)
#define DURATION_TEXT 32

/* Parses whole days or hours, "14d" or "36h", to seconds.  The result is
 * MIN .. MAX, which are whole hours. */
bool duration_parse(const char *s, size_t n, uint32_t min, uint32_t max,
    uint32_t *seconds, struct why *why);
/* Prints the same form.  SECONDS is a whole number of hours.  Returns TEXT. */
const char *duration_print(char text[static DURATION_TEXT], uint32_t seconds);
/* Prints a time that has passed in words, rounded down: "12 days", "47 hours",
 * "5 minutes".  A negative time prints as 0 minutes.  Returns TEXT. */
const char *duration_words(char text[static DURATION_TEXT], int64_t seconds);

#endif
