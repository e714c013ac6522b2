#ifndef REGISTRY_GRAPH_ARENA_H
#define REGISTRY_GRAPH_ARENA_H

#include <stddef.h>

#include "base/slice.h"

/* Texts that stay where they are until all are freed.  All zero is an empty
 * one; free it with arena_free(). */
struct arena {
	char **block;
	size_t n;
	size_t cap;
	size_t used; /* of the last block */
	size_t size;
};

/* A copy of TEXT. */
struct slice arena_keep(struct arena *a, struct slice text);
void arena_free(struct arena *a);

#endif
