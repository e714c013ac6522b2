#ifndef PEER_SHELL_SHELL_WORDS_H
#define PEER_SHELL_SHELL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

#define WORDS_MOST 40
#define WORDS_LINE 4096 /* the longest line */

/* The words of a line; they stand in the line's own memory. */
struct shell_words {
	char *v[WORDS_MOST];
	size_t n;
};

/*
 * Splits LINE, in place, at blanks; a part in '...' is taken as it is, and
 * there is no other syntax.  False when it is too long, has too many words, a
 * quote without its end, or anything but visible UTF-8.
 */
bool words_split(struct shell_words *words, char *line, struct why *why);

#endif
