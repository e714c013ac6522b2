#ifndef BIRDFEED_NEAR_H
#define BIRDFEED_NEAR_H

#include <stddef.h>

/*
 * The word that somebody probably meant.  Zero it except for WORD, give it
 * every candidate, and then read BEST: NULL when no candidate is near enough
 * to be a misspelling.
 */
struct near {
	const char *word;
	const char *best;
	size_t edits;		/* between WORD and BEST */
};

void near_try(struct near *near, const char *candidate);

#endif
