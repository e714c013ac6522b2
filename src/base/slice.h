#ifndef BIRDFEED_SLICE_H
#define BIRDFEED_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Bytes that another object owns; not NUL-terminated. */
struct slice {
	const char *p;
	size_t n;
};

static inline bool
slice_is(struct slice s, const char *text)
{
	return s.n == strlen(text) && memcmp(s.p, text, s.n) == 0;
}

static inline bool
slice_same(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Removes the bytes up to the next END, and END, from REST, and returns them;
 * without an END, all of REST. */
static inline struct slice
slice_cut(struct slice *rest, char end)
{
	const char *at = rest->n > 0 ? memchr(rest->p, end, rest->n) : NULL;
	const struct slice head = { rest->p,
		at != NULL ? (size_t)(at - rest->p) : rest->n };

	if (rest->n > 0)
		rest->p += head.n + (at != NULL);
	rest->n -= head.n + (at != NULL);
	return head;
}

/* Bytewise order; a slice comes after its own prefixes. */
static inline int
slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

#endif
