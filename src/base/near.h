#ifndef BIRDFEED_NEAR_H
#define BIRDFEED_NEAR_H

#include <stddef.h>

/*
 * Finds the word that a user probably meant.  Set WORD and zero the rest, call
 * near_try() for every candidate, then read BEST.  BEST is NULL if WORD is not
 * a likely misspelling of any candidate.
 */
struct near {
	const char *word;
	const char *best;
	size_t edits;		/* between WORD and BEST */
};

void near_try(struct near *near, const char *candidate);

#endif
