/* A list of names. */
#include "apply/name-list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
name_list_add(struct name_list *names, struct slice name)
{
	names->v = mem_grow(names->v, names->n, &names->cap, sizeof *names->v);
	names->v[names->n++] = mem_strndup(name.p, name.n);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
name_list_sort(struct name_list *names)
{
	if (names->n > 0)
		qsort(names->v, names->n, sizeof *names->v, by_text);
}

static int
cmp(const void *key, const void *item)
{
	const struct slice *s = key;
	const char *name = *(char *const *)item;
	size_t n = strlen(name);
	int c = memcmp(s->p, name, s->n < n ? s->n : n);

	return c != 0 ? c : (s->n > n) - (s->n < n);
}

bool
name_list_has(const struct name_list *names, struct slice name)
{
	return names->n > 0 &&
	    bsearch(&name, names->v, names->n, sizeof *names->v, cmp) != NULL;
}

bool
name_list_any(const struct name_list *names, const char *start)
{
	for (size_t i = 0; i < names->n; i++)
		if (strncmp(names->v[i], start, strlen(start)) == 0)
			return true;
	return false;
}

void
name_list_free(struct name_list *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->v[i]);
	free(names->v);
	*names = (struct name_list){ 0 };
}
