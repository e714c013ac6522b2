/* The nearest word, for "did you mean". */
#include "base/near.h"

#include <string.h>

#define WORD_MOST 64

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The number of insertions, deletions and replacements (Levenshtein) and of
 * swaps of neighbours.  Both words must be shorter than WORD_MOST. */
static size_t
edits_between(const char *a, const char *b)
{
	size_t rows[3][WORD_MOST];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];
	const size_t na = strlen(a), nb = strlen(b);

	for (size_t j = 0; j <= nb; j++)
		last[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = least(least(row[j - 1], last[j]) + 1,
			    last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = last;
		last = row;
		row = spare;
	}
	return last[nb];
}

void
near_try(struct near *near, const char *candidate)
{
	const size_t n = strlen(near->word);
	size_t edits;

	if (n >= WORD_MOST || strlen(candidate) >= WORD_MOST)
		return;
	/* A prefix of a word counts as one edit. */
	edits = n >= 3 && strncmp(near->word, candidate, n) == 0 ? 1 :
	    edits_between(near->word, candidate);
	if (edits > (n + 2) / 3 || edits >= n)
		return;
	if (near->best == NULL || edits < near->edits) {
		near->best = candidate;
		near->edits = edits;
	}
}
