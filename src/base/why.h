#ifndef BIRDFEED_WHY_H
#define BIRDFEED_WHY_H

#include <stddef.h>

/*
 * The reason why a parser rejected a text: "what is wrong (expected what)".
 * Parsers set it on failure only.  It may quote the text, truncated to a
 * readable length.
 */
struct why {
	char text[256];
};

void why_set(struct why *why, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Sets the most common reason: the N bytes at S are not what was EXPECTED. */
void why_not(struct why *why, const char *s, size_t n, const char *expected);

/* strerror(ERROR), and that the caller is not root if that may be why. */
const char *why_errno(int error);

#endif
