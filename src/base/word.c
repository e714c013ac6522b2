/* The words of a line. */
#include "base/word.h"

#include <stdbool.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

struct slice
word_next(struct slice *line)
{
	struct slice w;

	while (line->n > 0 && is_blank(*line->p)) {
		line->p++;
		line->n--;
	}
	w = (struct slice){ line->p, 0 };
	while (line->n > 0 && !is_blank(*line->p)) {
		line->p++;
		line->n--;
		w.n++;
	}
	return w;
}

struct slice
word_trim(struct slice s)
{
	while (s.n > 0 && is_blank(*s.p)) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}
