/* The allocation wrappers.  No other library code exits. */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
checked(void *p)
{
	if (p == NULL) {
		fputs("birdfeed: out of memory\n", stderr);
		exit(2);
	}
	return p;
}

void *
mem_alloc(size_t size)
{
	return checked(malloc(size > 0 ? size : 1));
}

void *
mem_zalloc(size_t size)
{
	return checked(calloc(1, size > 0 ? size : 1));
}

void *
mem_resize(void *p, size_t n, size_t size)
{
	return checked(reallocarray(p, n > 0 ? n : 1, size));
}

char *
mem_strndup(const char *s, size_t n)
{
	char *copy = mem_alloc(n + 1);

	if (n > 0)
		memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *
mem_strdup(const char *s)
{
	return mem_strndup(s, strlen(s));
}

void *
mem_grow(void *p, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return p;
	if (*cap > SIZE_MAX / 2)
		checked(NULL);
	*cap = *cap == 0 ? 8 : *cap * 2;
	return mem_resize(p, *cap, size);
}

FILE *
mem_stream(char **text, size_t *n)
{
	return checked(open_memstream(text, n));
}

void
mem_stream_close(FILE *f)
{
	if (fclose(f) != 0)
		checked(NULL);
}
