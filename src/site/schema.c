/* A schema: a table of keys.  Reads maps with it. */
#include "site/schema.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/community.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/near.h"

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
	return ((const unsigned *)((const char *)base +
		   s->lines))[key - s->keys] != 0;
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
		/* Few keys have the same first letter. */
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
		    !schema_given(s, key, base) &&
		    !value_parse(key, key->fallback, strlen(key->fallback),
			base, &why))
			abort(); /* a bug in the table */
	}
}

bool
reading_refuse(const struct reading *reading, unsigned line, const char *field,
    const char *text)
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

/* The size of a list's items. */
static size_t
item_size(enum value_type type)
{
	switch (type) {
	case VALUE_PREFIX:
		return sizeof(struct prefix);
	case VALUE_ASN:
		return sizeof(uint32_t);
	case VALUE_COMMUNITY:
		return sizeof(struct community);
	case VALUE_ASN_RANGE:
		return sizeof(struct asn_range);
	default:
		return sizeof(char *);
	}
}

/* True if the items own memory. */
static bool
items_are_texts(enum value_type type)
{
	return type != VALUE_PREFIX && type != VALUE_ASN &&
	    type != VALUE_COMMUNITY && type != VALUE_ASN_RANGE;
}

/* The common layout of all lists: the items and their number. */
struct items {
	char *v;
	size_t n;
};

static bool
list_item(const struct key *key, const struct ynode *node, void *base,
    const struct reading *r)
{
	struct items *list = at(base, key->offset);
	const size_t size = item_size(key->type);
	struct why why;
	struct key one = *key;

	one.offset = 0;
	if (node->kind != YNODE_SCALAR)
		return refuse(r, node, key->name,
		    "a list or map in the list (expected a list of values)");
	list->v = mem_resize(list->v, list->n + 1, size);
	if (!value_parse(&one, node->text, node->len, list->v + list->n * size,
		&why))
		return refuse(r, node, key->name, why.text);
	list->n++;
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
		return refuse(r, node, key->name,
		    "not a list (expected a "
		    "list of values)");
	for (size_t i = 0; i < node->n; i++)
		ok &= list_item(key, &node->item[i], base, r);
	return ok;
}

static bool read_map(const struct schema *s, const struct ynode *map,
    void *base, const struct reading *r);

static bool
is_none(const struct ynode *node)
{
	return node->kind == YNODE_SCALAR && node->len == 4 &&
	    memcmp(node->text, "none", 4) == 0;
}

/* The index of the family that NODE names, or 2 if it names none. */
static size_t
family_index(const struct ynode *node)
{
	static const char *const families[] = { "ipv4", "ipv6" };
	size_t i = 0;

	while (i < 2 &&
	    (node->len != 4 || memcmp(node->text, families[i], 4) != 0))
		i++;
	return i;
}

/* Reads the value of one family to the value at AT, which has one of each. */
static bool
read_of_family(const struct key *key, size_t family, const struct ynode *node,
    void *at, struct why *why)
{
	struct limit limit = { { 0 } };
	struct addr addrs[2] = { 0 };
	struct key one = *key;

	one.offset = 0;
	if (key->type == VALUE_LIMIT) {
		if (!value_parse(&one, node->text, node->len, &limit, why))
			return false;
		((struct limit *)at)->routes[family] = limit.routes[0];
		return true;
	}
	if (!value_parse(&one, node->text, node->len, addrs, why))
		return false;
	if (addrs[family].family == 0) {
		why_not(why, node->text, node->len,
		    family == 0 ? "an IPv4 address" : "an IPv6 address");
		return false;
	}
	((struct addr *)at)[family] = addrs[family];
	return true;
}

/* Reads a value for each family: {ipv4: 1000, ipv6: 500}. */
static bool
read_families(const struct key *key, const struct ynode *map, void *base,
    const struct reading *r)
{
	bool ok = true;

	for (size_t i = 0; i < map->n; i += 2) {
		const struct ynode *value = &map->item[i + 1];
		const size_t family = family_index(&map->item[i]);
		struct why why;

		if (family == 2)
			ok = refuse(r, &map->item[i], key->name,
			    "an unknown "
			    "family (expected ipv4 or ipv6)");
		else if (value->kind != YNODE_SCALAR)
			ok = refuse(r, value, key->name,
			    "a list or map (expected one value)");
		else if (!read_of_family(key, family, value,
			     at(base, key->offset), &why))
			ok = refuse(r, value, key->name, why.text);
	}
	return ok;
}

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
		if (key->none != 0 && is_none(node)) {
			*(bool *)at(base, key->none) = true;
			return true;
		}
		return read_map(key->map, node, at(base, key->offset), r);
	}
	if ((key->type == VALUE_LIMIT || key->type == VALUE_ADDRS) &&
	    node->kind == YNODE_MAP) {
		*line_of(s, key, base) = node->line;
		return read_families(key, node, base, r);
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

/* Reports "an unknown key (expected one of a, b, c)". */
static bool
unknown_key(const struct schema *s, const struct ynode *node,
    const struct reading *r)
{
	struct buf text = { 0 };

	buf_printf(&text, "an unknown key of %s (", s->what);
	near_expected(&text, node->text, s->keys, s->n, sizeof *s->keys, s->n);
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
		const struct key *key = schema_find(s, name->text, name->len);

		ok &= key == NULL ?
		    unknown_key(s, name, r) :
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

		/* Fast path: numbers own no memory. */
		if (key->type <= VALUE_PAIR && !key->list)
			continue;
		if (key->type == VALUE_MAP) {
			schema_free(key->map, at(base, key->offset));
		} else if (key->list) {
			for (size_t j = 0;
			     items_are_texts(key->type) && j < list->n; j++)
				free(list->v[j]);
			free(list->v);
			*list = (struct text_list){ 0 };
		} else if (key->type != VALUE_OTHER) {
			value_free(key, base);
		}
	}
}

/* Visits the value that KEY has in BASE. */
static void
visit_value(const struct key *key, const void *base, struct buf *name,
    schema_visit *visit, void *arg)
{
	struct buf text = { 0 };

	value_print(key, base, &text);
	visit(buf_cstr(name), buf_cstr(&text), arg);
	buf_free(&text);
}

static void
visit_list(const struct key *key, const void *base, struct buf *name,
    schema_visit *visit, void *arg)
{
	const struct items *list = (const void *)((const char *)base +
	    key->offset);
	struct key one = *key;

	one.offset = 0;
	for (size_t i = 0; i < list->n; i++)
		visit_value(&one, list->v + i * item_size(key->type), name,
		    visit, arg);
}

static void
visit_map(const struct schema *s, const void *base, struct buf *name,
    schema_visit *visit, void *arg)
{
	const size_t len = name->len;

	for (size_t i = 0; i < s->n; i++) {
		const struct key *key = &s->keys[i];

		name->len = len;
		buf_printf(name, "%s%s", len > 0 ? "." : "", key->name);
		if (key->type == VALUE_MAP)
			visit_map(key->map, (const char *)base + key->offset,
			    name, visit, arg);
		else if (key->type == VALUE_OTHER)
			continue;
		else if (key->list)
			visit_list(key, base, name, visit, arg);
		else if (key->fallback != NULL || schema_given(s, key, base))
			visit_value(key, base, name, visit, arg);
	}
	name->len = len;
}

void
schema_each(const struct schema *s, const void *base, schema_visit *visit,
    void *arg)
{
	struct buf name = { 0 };

	visit_map(s, base, &name, visit, arg);
	buf_free(&name);
}
