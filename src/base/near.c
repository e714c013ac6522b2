/* The nearest word, for "did you mean". */
#include "base/near.h"

#include <stdbool.h>
#include <string.h>

#define WORD_MOST 64

static char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') :
	    c == '_'		    ? '-' :
				      c;
}

static bool
same(char a, char b)
{
	return fold(a) == fold(b);
}

static bool
starts(const char *word, const char *start, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word[i] == '\0' || !same(word[i], start[i]))
			return false;
	return true;
}

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
			    last[j - 1] + !same(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) &&
			    same(a[i - 2], b[j - 1]))
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
	edits = edits_between(near->word, candidate);
	if (edits > 1 && n >= 3 && starts(candidate, near->word, n))
		edits = 1;
	if (edits > (n + 2) / 3 || edits >= n)
		return;
	if (near->best == NULL || edits < near->edits) {
		near->best = candidate;
		near->edits = edits;
	}
}

static const char *
name_at(const void *names, size_t i, size_t size)
{
	return *(const char *const *)((const char *)names + i * size);
}

void
near_expected(struct buf *to, const char *word, const void *names, size_t n,
    size_t size, size_t most)
{
	struct near near = { .word = word };
	bool listed;

	for (size_t i = 0; i < n; i++)
		near_try(&near, name_at(names, i, size));
	listed = n <= NEAR_LISTED || (near.best == NULL && n <= most);
	for (size_t i = 0; listed && i < n; i++)
		buf_printf(to, "%s%s", i > 0 ? ", " : "expected one of ",
		    name_at(names, i, size));
	if (near.best != NULL)
		buf_printf(to, "%sdid you mean %s?", listed ? "; " : "",
		    near.best);
	else if (!listed)
		buf_printf(to, "expected one of the %zu there", n);
}

const char *
near_hint(struct why *hint, const struct near *near, const char *otherwise)
{
	if (near->best != NULL)
		why_set(hint, " (did you mean %s?)", near->best);
	else
		why_set(hint, "%s", otherwise);
	return hint->text;
}
