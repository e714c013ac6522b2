#ifndef BIRDFEED_NEAR_H
#define BIRDFEED_NEAR_H

#include <stddef.h>

#include "base/buf.h"
#include "base/why.h"

/*
 * Finds the word that a user probably meant.  Set WORD and zero the rest, call
 * near_try() for every candidate, then read BEST.  BEST is NULL if WORD is not
 * a likely misspelling of any candidate.  Case does not count, and "_" is the
 * same as "-".
 */
struct near {
	const char *word;
	const char *best;
	size_t edits; /* between WORD and BEST */
};

void near_try(struct near *near, const char *candidate);
/*
 * Appends what was expected instead of WORD: "expected one of A, B, C" with ";
 * did you mean A?" if it is near one.  Of more than NEAR_LISTED it is "did you
 * mean A?" alone, if it is near one; and "expected one of the N there", if it
 * is not and there are more than MOST. NAMES are N names, or rows of SIZE bytes
 * which begin with one.
 */
#define NEAR_LISTED 8u
void near_expected(struct buf *to, const char *word, const void *names,
    size_t n, size_t size, size_t most);
/* Sets HINT to " (did you mean A?)", or to OTHERWISE.  Returns its text. */
const char *near_hint(struct why *hint, const struct near *near,
    const char *otherwise);

#endif
