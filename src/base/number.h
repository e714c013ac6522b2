#ifndef BIRDFEED_NUMBER_H
#define BIRDFEED_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/*
 * The one checked parser of numbers: decimal digits only, no sign, no
 * leading zero (010 is 8 to some readers), between MIN and MAX.  WHY may be
 * NULL.
 */
bool number_parse(const char *s, size_t n, uint64_t min, uint64_t max,
    uint64_t *number, struct why *why);

/*
 * A time in milliseconds with up to three decimals, as ping(8) prints it,
 * 0 .. 60000; kept in microseconds.
 */
bool latency_parse(const char *s, size_t n, uint32_t *microseconds,
    struct why *why);
/* Needs 16 bytes; "7.3", "20". */
void latency_print(char *text, size_t size, uint32_t microseconds);

#endif
