#ifndef BIRDFEED_NUMBER_H
#define BIRDFEED_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/*
 * The only parser of numbers: decimal digits, no sign, no leading zero (some
 * programs read 010 as 8), MIN .. MAX.  WHY may be NULL.
 */
bool number_parse(const char *s, size_t n, uint64_t min, uint64_t max,
    uint64_t *number, struct why *why);

/* The value of a hexadecimal digit, 0 .. 15, or -1. */
static inline int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* How many lower-case hexadecimal digits the N bytes at S begin with. */
static inline size_t
hex_lower(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && hex_digit(s[i]) >= 0 && (s[i] < 'A' || s[i] > 'F'))
		i++;
	return i;
}

/*
 * Parses a time in milliseconds with up to three decimals, as ping(8) prints
 * it, 0 .. 60000.  The result is in microseconds.
 */
bool latency_parse(const char *s, size_t n, uint32_t *microseconds,
    struct why *why);
/* Prints milliseconds: "7.3", "20".  TEXT needs 16 bytes. */
void latency_print(char *text, size_t size, uint32_t microseconds);

#endif
