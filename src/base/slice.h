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

#endif
