/* The words of a line. */
#include "base/word.h"

#include <stdbool.h>

#define BLANKS " \t\n"

static bool
is_one(char c, const char *of)
{
	while (*of != '\0' && *of != c)
		of++;
	return *of != '\0';
}

struct slice
word_cut(struct slice *rest, const char *separators)
{
	struct slice w;

	while (rest->n > 0 && is_one(*rest->p, separators)) {
		rest->p++;
		rest->n--;
	}
	/* Whoever compares it may need a pointer. */
	w = (struct slice){ rest->p != NULL ? rest->p : "", 0 };
	while (rest->n > 0 && !is_one(*rest->p, separators)) {
		rest->p++;
		rest->n--;
		w.n++;
	}
	return w;
}

struct slice
word_next(struct slice *line)
{
	return word_cut(line, BLANKS);
}

struct slice
word_trim(struct slice s)
{
	while (s.n > 0 && is_one(*s.p, BLANKS)) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_one(s.p[s.n - 1], BLANKS))
		s.n--;
	return s;
}
