/* A list of names. */
#include "apply/name-list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

void
name_list_add(struct name_list *names, struct slice name)
{
	names->v = mem_grow(names->v, names->n, &names->cap, sizeof *names->v);
	names->v[names->n++] = mem_strndup(name.p, name.n);
}

void
name_list_sort(struct name_list *names)
{
	sort_all(names->v, names->n, sizeof *names->v, sort_by_text);
}

static int
name_cmp(const void *name, const void *slice)
{
	const char *text = *(char *const *)name;

	return slice_cmp((struct slice){ text, strlen(text) },
	    *(const struct slice *)slice);
}

bool
name_list_has(const struct name_list *names, struct slice name)
{
	return sort_find(names->v, names->n, sizeof *names->v, &name,
		   name_cmp) != NULL;
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
