/* A schema: a table of keys, and how a map is read by it. */
#include "site/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/mem.h"

static void *
at(void *base, size_t offset)
{
	return (char *)base + offset;
}

static unsigned *
line_of(const struct schema *s, const struct key *key, void *base)
{
	return (unsigned *)at(base, s->lines) + (key - s->keys);
}

bool
schema_given(const struct schema *s, const struct key *key, const void *base)
{
	return ((const unsigned *)((const char *)base + s->lines))
	    [key - s->keys] != 0;
}

const struct key *
schema_find(const struct schema *s, const char *name, size_t n)
{
	return schema_find_from(s, 0, name, n);
}

const struct key *
schema_find_from(const struct schema *s, size_t from, const char *name,
    size_t n)
{
	for (size_t i = 0, row = from; i < s->n; i++, row++) {
		const char *text;

		if (row >= s->n)
			row = 0;
		text = s->keys[row].name;
		/* Few begin alike. */
		if (n > 0 && text[0] == name[0] &&
		    strncmp(text, name, n) == 0 && text[n] == '\0')
			return &s->keys[row];
	}
	return NULL;
}

void
schema_defaults(const struct schema *s, void *base)
{
	struct why why;

	for (size_t i = 0; i < s->n; i++) {
		const struct key *key = &s->keys[i];

		if (key->type == VALUE_MAP)
			schema_defaults(key->map, at(base, key->offset));
		else if (key->fallback != NULL && !key->list &&
		    !schema_given(s, key, base) && !value_parse(key,
		    key->fallback, strlen(key->fallback), base, &why))
			abort();	/* the table itself is wrong */
	}
}

bool
reading_refuse(const struct reading *reading, unsigned line,
    const char *field, const char *text)
{
	struct place place = { reading->file, line };

	diag_say(reading->diag, reading->level, &place, field, "%s", text);
	return false;
}

static bool
refuse(const struct reading *r, const struct ynode *node, const char *field,
    const char *text)
{
	return reading_refuse(r, node->line, field, text);
}

static bool
list_item(const struct key *key, const struct ynode *node, void *base,
    const struct reading *r)
{
	struct text_list *texts = at(base, key->offset);
	struct prefix_list *prefixes = at(base, key->offset);
	struct asn_list *asns = at(base, key->offset);
	struct why why;
	struct key one = *key;

	one.offset = 0;
	if (node->kind != YNODE_SCALAR)
		return refuse(r, node, key->name,
		    "a list or map in the list (expected a list of values)");
	if (key->type == VALUE_PREFIX) {
		struct prefix p;

		if (!value_parse(&one, node->text, node->len, &p, &why))
			return refuse(r, node, key->name, why.text);
		prefixes->v = mem_resize(prefixes->v, prefixes->n + 1,
		    sizeof p);
		prefixes->v[prefixes->n++] = p;
	} else if (key->type == VALUE_ASN) {
		uint32_t asn;

		if (!value_parse(&one, node->text, node->len, &asn, &why))
			return refuse(r, node, key->name, why.text);
		asns->v = mem_resize(asns->v, asns->n + 1, sizeof asn);
		asns->v[asns->n++] = asn;
	} else {
		char *text;

		if (!value_parse(&one, node->text, node->len, &text, &why))
			return refuse(r, node, key->name, why.text);
		texts->v = mem_resize(texts->v, texts->n + 1, sizeof text);
		texts->v[texts->n++] = text;
	}
	return true;
}

static bool
read_list(const struct key *key, const struct ynode *node, void *base,
    const struct reading *r)
{
	bool ok = true;

	if (key->one && node->kind == YNODE_SCALAR)
		return list_item(key, node, base, r);
	if (node->kind != YNODE_LIST)
		return refuse(r, node, key->name, "not a list (expected a "
		    "list of values)");
	for (size_t i = 0; i < node->n; i++)
		ok &= list_item(key, &node->item[i], base, r);
	return ok;
}

static bool read_map(const struct schema *s, const struct ynode *map,
    void *base, const struct reading *r);

static bool
read_value(const struct schema *s, const struct key *key,
    const struct ynode *node, void *base, const struct reading *r)
{
	struct why why;

	if (key->type == VALUE_OTHER) {
		*line_of(s, key, base) = node->line;
		return true;
	}
	if (key->type == VALUE_MAP) {
		*line_of(s, key, base) = node->line;
		return read_map(key->map, node, at(base, key->offset), r);
	}
	if (key->list) {
		*line_of(s, key, base) = node->line;
		return read_list(key, node, base, r);
	}
	if (node->kind != YNODE_SCALAR)
		return refuse(r, node, key->name,
		    "a list or map (expected one value)");
	if (ynode_is_null(node))
		return refuse(r, node, key->name,
		    "empty (expected a value, or the key left out)");
	value_free(key, base);
	if (!value_parse(key, node->text, node->len, base, &why))
		return refuse(r, node, key->name, why.text);
	*line_of(s, key, base) = node->line;
	return true;
}

/* "an unknown key (expected one of a, b, c)". */
static bool
unknown_key(const struct schema *s, const struct ynode *node,
    const struct reading *r)
{
	struct buf text = { 0 };

	buf_printf(&text, "an unknown key of %s (expected one of", s->what);
	for (size_t i = 0; i < s->n; i++)
		buf_printf(&text, "%s %s", i > 0 ? "," : "",
		    s->keys[i].name);
	buf_char(&text, ')');
	refuse(r, node, node->text, buf_cstr(&text));
	buf_free(&text);
	return false;
}

static bool
read_map(const struct schema *s, const struct ynode *map, void *base,
    const struct reading *r)
{
	bool ok = true;

	if (map->kind != YNODE_MAP)
		return refuse(r, map, s->what,
		    "not a map (expected a map of keys)");
	for (size_t i = 0; i < map->n; i += 2) {
		const struct ynode *name = &map->item[i];
		const struct key *key = schema_find(s, name->text,
		    name->len);

		ok &= key == NULL ? unknown_key(s, name, r) :
		    read_value(s, key, &map->item[i + 1], base, r);
	}
	for (size_t i = 0; i < s->n; i++)
		if (s->keys[i].required &&
		    ynode_get(map, s->keys[i].name) == NULL)
			ok = refuse(r, map, s->keys[i].name, "missing");
	return ok;
}

bool
schema_read(const struct schema *s, const struct ynode *map, void *base,
    const char *file, enum diag_level level, struct diag *diag)
{
	struct reading r = { file, level, diag };

	schema_defaults(s, base);
	return read_map(s, map, base, &r);
}

void
schema_free(const struct schema *s, void *base)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct key *key = &s->keys[i];
		struct text_list *list = at(base, key->offset);

		/* Most of a peer's are numbers, which own nothing. */
		if (key->type <= VALUE_PAIR && !key->list)
			continue;
		if (key->type == VALUE_MAP) {
			schema_free(key->map, at(base, key->offset));
		} else if (key->list) {
			for (size_t j = 0; key->type != VALUE_PREFIX &&
			    key->type != VALUE_ASN && j < list->n; j++)
				free(list->v[j]);
			free(list->v);
			*list = (struct text_list){ 0 };
		} else if (key->type != VALUE_OTHER) {
			value_free(key, base);
		}
	}
}
