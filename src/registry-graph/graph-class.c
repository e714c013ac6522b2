/* A class in the graph: its attributes that refer to other objects. */
#include "registry-graph/graph-class.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/word.h"

#define SPACE " \t\r\n"

uint32_t
classes_find(const struct classes *classes, struct slice name)
{
	struct graph_class *class;

	HASH_FIND(hh, classes->by_name, name.p, name.n, class);
	return class != NULL ? class->number : CLASS_NONE;
}

uint32_t
classes_number(struct classes *classes, struct slice name)
{
	uint32_t number = classes_find(classes, name);
	struct graph_class *class;

	if (number != CLASS_NONE)
		return number;
	class = mem_zalloc(sizeof *class);
	class->name = class->folder = class->primary = name;
	class->ref = (struct slice){ "", 0 };
	class->number = (uint32_t)classes->n;
	class->is_set = slice_is(name, "as-set") || slice_is(name, "route-set");
	classes->v = mem_grow(classes->v, classes->n, &classes->cap,
	    sizeof *classes->v);
	classes->v[classes->n++] = class;
	HASH_ADD_KEYPTR(hh, classes->by_name, class->name.p, class->name.n,
	    class);
	return class->number;
}

/* What a "key" line of a schema says. */
struct key_line {
	struct slice name;
	bool required;
	bool primary;
	bool names_class;
	struct slice lookup;
};

static struct key_line
key_line_read(struct slice text)
{
	static const char lookup[] = "lookup=";
	struct key_line k = { .name = word_cut(&text, SPACE),
		.lookup = { "", 0 } };
	struct slice w;

	while ((w = word_cut(&text, SPACE)).n > 0 && w.p[0] != '>') {
		k.required |= slice_is(w, "required");
		k.primary |= slice_is(w, "primary");
		k.names_class |= slice_is(w, "schema");
		if (w.n > strlen(lookup) &&
		    memcmp(w.p, lookup, strlen(lookup)) == 0)
			k.lookup = (struct slice){ w.p + strlen(lookup),
				w.n - strlen(lookup) };
	}
	return k;
}

static void
key_add(struct graph_class *class, const struct key_line *k)
{
	if (k->primary && !k->names_class)
		class->primary = k->name;
	if (k->lookup.n == 0)
		return;
	class->key = mem_grow(class->key, class->n, &class->cap,
	    sizeof *class->key);
	class->key[class->n++] = (struct class_key){ .name = k->name,
		.required = k->required,
		.lookup = k->lookup };
}

/* The class that a schema is of: its key with the word "schema". */
static bool
schema_class(const struct record *r, struct slice *name)
{
	for (size_t i = 0; i < r->n; i++) {
		struct key_line k;

		if (!slice_is(r->name[i], "key"))
			continue;
		k = key_line_read(r->value[i]);
		if (k.names_class && k.name.n > 0) {
			*name = k.name;
			return true;
		}
	}
	return false;
}

bool
classes_take_schema(struct classes *classes, const struct taking *t)
{
	const struct record *r = t->record;
	const struct slice *folder = record_get(r, "dir-name");
	struct graph_class *class;
	struct slice name, ref;

	if (!field_slice(t, "ref", &ref))
		return false;
	if (!schema_class(r, &name))
		return field_refuse(t, "key",
		    "no key with the word schema "
		    "(expected one)");
	class = classes->v[classes_number(classes, name)];
	if (class->has_schema)
		return field_refuse(t, "schema",
		    "a second schema of its "
		    "class (expected one)");
	class->has_schema = classes->any_schema = true;
	class->ref = ref;
	if (folder != NULL)
		class->folder = *folder;
	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->name[i], "key")) {
			struct key_line k = key_line_read(r->value[i]);

			key_add(class, &k);
		}
	return true;
}

static void
key_link(struct classes *classes, struct class_key *key)
{
	struct slice rest = key->lookup, ref;

	key->target = mem_alloc((classes->n + 1) * sizeof *key->target);
	while ((ref = word_cut(&rest, ",")).n > 0)
		for (size_t i = 0; i < classes->n; i++)
			if (classes->v[i]->has_schema &&
			    slice_same(classes->v[i]->ref, ref) &&
			    !slice_is(classes->v[i]->name, "registry") &&
			    key->ntargets < classes->n)
				key->target[key->ntargets++] = (uint32_t)i;
}

void
classes_link(struct classes *classes)
{
	for (size_t i = 0; i < classes->n; i++)
		for (size_t k = 0; k < classes->v[i]->n; k++)
			key_link(classes, &classes->v[i]->key[k]);
}

const struct class_key *
class_key_find(const struct graph_class *class, struct slice name)
{
	for (size_t i = 0; i < class->n; i++)
		if (slice_same(class->key[i].name, name))
			return &class->key[i];
	return NULL;
}

bool
class_key_allows(const struct class_key *key, struct slice word)
{
	static const char text[] = "str:";
	struct slice rest = key->lookup, ref;

	while ((ref = word_cut(&rest, ",")).n > 0)
		if (ref.n == strlen(text) + word.n &&
		    memcmp(ref.p, text, strlen(text)) == 0 &&
		    memcmp(ref.p + strlen(text), word.p, word.n) == 0)
			return true;
	return false;
}

void
classes_free(struct classes *classes)
{
	HASH_CLEAR(hh, classes->by_name);
	for (size_t i = 0; i < classes->n; i++) {
		for (size_t k = 0; k < classes->v[i]->n; k++)
			free(classes->v[i]->key[k].target);
		free(classes->v[i]->key);
		free(classes->v[i]);
	}
	free(classes->v);
}
