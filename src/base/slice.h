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

/* The order of bytes; a slice comes after what it begins with. */
static inline int
slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

#endif
