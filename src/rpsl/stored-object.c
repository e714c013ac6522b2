/* A stored object: it is kept until all objects are read. */
#include "rpsl/stored-object.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/*
 * Allocates the object's text, with its names at the start.  Returns where the
 * N bytes of the file go.  After them is the room that an attr_reader needs.
 */
static char *
place_text(struct stored *o, const char *path, const struct class *class,
    size_t n)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t path_len = strlen(path) + 1, name_len = strlen(name) + 1;
	size_t class_len = strlen(class->name) + 1;
	char *p;

	o->text = p = mem_alloc(
	    path_len + 2 * class_len + name_len + n + ATTR_ROOM);
	o->file = memcpy(p, path, path_len);
	o->name = p + path_len - name_len;
	p += path_len;
	o->class = *class;
	o->class.name = memcpy(p, class->name, class_len);
	p += class_len;
	o->id = memcpy(p, class->name, class_len);
	p[class_len - 1] = '/';
	memcpy(p + class_len, name, name_len);
	return p + class_len + name_len;
}

static void
set_fault(struct stored *o, const char *what, unsigned long line)
{
	o->fault = mem_strdup(what);
	o->line = line;
}

/*
 * Copies a value of several lines out of the reader's buffer, which is reused.
 * The value is no longer than its lines, so it goes in their place.
 */
static void
keep_value(struct attr *a, const struct attr_reader *reader, char *text)
{
	char *at = text + (a->name.p - text) + a->name.n + 1;

	if (a->value.n == 0 || a->value.p != reader->joined.data)
		return;
	memcpy(at, a->value.p, a->value.n);
	a->value.p = at;
}

static void
read_attrs(struct stored *o, struct attr_reader *reader, char *text)
{
	size_t cap = 0;
	struct attr a;
	struct why why;
	int got;

	if (attr_at_end(reader)) {
		set_fault(o, "empty (expected an object)", reader->line);
		return;
	}
	while ((got = attr_next(reader, &a, &why)) == 1) {
		keep_value(&a, reader, text);
		o->attr = mem_grow(o->attr, o->n, &cap, sizeof *o->attr);
		o->attr[o->n++] = a;
	}
	if (got < 0)
		set_fault(o, why.text, reader->line);
	else if (!attr_at_end(reader))
		set_fault(o,
		    "more behind a blank line (expected one "
		    "object a file)",
		    reader->line);
}

void
stored_add(struct stored_list *list, struct attr_reader *reader,
    const char *path, const struct class *class, const char *text, size_t n)
{
	struct stored *o = mem_zalloc(sizeof *o);
	char *copy = place_text(o, path, class, n);

	memcpy(copy, text, n);
	attr_open(reader, copy, n);
	read_attrs(o, reader, copy);
	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = o;
}

const struct attr *
stored_get(const struct stored *o, const char *name)
{
	for (size_t i = 0; i < o->n; i++)
		if (slice_is(o->attr[i].name, name))
			return &o->attr[i];
	return NULL;
}

bool
stored_says(const struct stored *o, const char *name, const char *value)
{
	for (size_t i = 0; i < o->n; i++)
		if (slice_is(o->attr[i].name, name) &&
		    slice_is(o->attr[i].value, value))
			return true;
	return false;
}

void
stored_list_move(struct stored_list *to, struct stored_list *from)
{
	for (size_t i = 0; i < from->n; i++) {
		to->v = mem_grow(to->v, to->n, &to->cap, sizeof *to->v);
		to->v[to->n++] = from->v[i];
	}
	from->n = 0;
}

void
stored_list_free(struct stored_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct stored *o = list->v[i];

		free(o->fault);
		free(o->attr);
		free(o->text);
		free(o);
	}
	free(list->v);
	*list = (struct stored_list){ 0 };
}
