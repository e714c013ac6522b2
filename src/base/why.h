#ifndef BIRDFEED_WHY_H
#define BIRDFEED_WHY_H

#include <stddef.h>

/*
 * Why a text is not a value: "what is wrong (expected what)".  Parsers fill
 * it on failure only; it may quote the text, cut to a readable length.
 */
struct why {
	char text[256];
};

void why_set(struct why *why, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* "TEXT" is not what was EXPECTED: the commonest reason. */
void why_not(struct why *why, const char *s, size_t n, const char *expected);

#endif
