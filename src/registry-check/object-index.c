/* A lookup: finds an object by class and key. */
#include "registry-check/object-index.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h" /* before uthash.h */

#include <uthash.h>

#include "base/mem.h"

struct lookup_entry {
	char *id; /* for an object in the wrong folder */
	const struct stored *object;
	UT_hash_handle hh;
};

static struct lookup_entry *
find(const struct lookup *l, const char *id, size_t n)
{
	struct lookup_entry *found;

	HASH_FIND(hh, l->table, id, n, found);
	return found;
}

/* The id of an object in the wrong folder; NULL for other objects. */
static char *
other_id(const struct stored *o)
{
	struct buf id = { 0 };

	if (o->n == 0 || slice_is(o->attr[0].name, o->class.name))
		return NULL;
	buf_add(&id, o->attr[0].name.p, o->attr[0].name.n);
	buf_char(&id, '/');
	buf_add(&id, o->name, strlen(o->name) + 1);
	return id.data;
}

void
lookup_open(struct lookup *l, const struct stored_list *list)
{
	*l = (struct lookup){ .v = mem_alloc(list->n * sizeof *l->v) };
	for (size_t i = 0; i < list->n; i++) {
		struct lookup_entry *e = &l->v[l->n];
		const char *id;

		e->object = list->v[i];
		e->id = other_id(e->object);
		id = e->id != NULL ? e->id : e->object->id;
		if (find(l, id, strlen(id)) == NULL) {
			HASH_ADD_KEYPTR(hh, l->table, id, strlen(id), e);
			l->n++;
		} else
			free(e->id);
	}
}

const struct stored *
lookup_find(struct lookup *l, struct slice class, struct slice key)
{
	const struct lookup_entry *e;

	l->id.len = 0;
	buf_add(&l->id, class.p, class.n);
	buf_char(&l->id, '/');
	buf_add(&l->id, key.p, key.n);
	for (size_t i = class.n + 1; i < l->id.len; i++)
		if (l->id.data[i] == '/')
			l->id.data[i] = '_';
	e = find(l, l->id.data, l->id.len);
	return e != NULL ? e->object : NULL;
}

void
lookup_close(struct lookup *l)
{
	HASH_CLEAR(hh, l->table);
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i].id);
	free(l->v);
	buf_free(&l->id);
}
