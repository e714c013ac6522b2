/* An arena: texts that live as long as the graph. */
#include "registry-graph/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define BLOCK ((size_t)1024 * 1024)

struct slice
arena_keep(struct arena *a, struct slice text)
{
	char *to;

	if (text.n == 0)
		return (struct slice){ "", 0 };
	if (a->size - a->used < text.n) {
		a->size = text.n > BLOCK ? text.n : BLOCK;
		a->used = 0;
		a->block = mem_grow(a->block, a->n, &a->cap, sizeof *a->block);
		a->block[a->n++] = mem_alloc(a->size);
	}
	to = a->block[a->n - 1] + a->used;
	memcpy(to, text.p, text.n);
	a->used += text.n;
	return (struct slice){ to, text.n };
}

void
arena_free(struct arena *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->block[i]);
	free(a->block);
	*a = (struct arena){ 0 };
}
