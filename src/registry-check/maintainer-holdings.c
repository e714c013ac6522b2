/* A holding: the objects of a maintainer. */
#include "registry-check/maintainer-holdings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct {
	const char *class;
	enum held_kind kind;
} kinds[] = {
	{ "aut-num", HELD_ASN },
	{ "inetnum", HELD_NUM },
	{ "inet6num", HELD_NUM },
	{ "route", HELD_ROUTE },
	{ "route6", HELD_ROUTE },
};

static bool
kind_of(const struct stored *o, enum held_kind *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(o->class.name, kinds[i].class) == 0) {
			*kind = kinds[i].kind;
			return true;
		}
	return false;
}

bool
holding_is_theirs(const struct holding *h, const struct stored *o)
{
	return stored_says(o, "mnt-by", h->mntner);
}

bool
holding_is_parent(const struct stored *o)
{
	static const char allocated[] = "ALLOCATED";
	const struct attr *status = stored_get(o, "status");

	if (stored_get(o, "policy") != NULL)
		return true;
	return status != NULL && status->value.n >= strlen(allocated) &&
	    memcmp(status->value.p, allocated, strlen(allocated)) == 0;
}

bool
holding_lets(const struct holding *h, const struct stored *o,
    enum held_kind kind)
{
	return stored_says(o, "mnt-lower", h->mntner) ||
	    (kind == HELD_ROUTE && stored_says(o, "mnt-routes", h->mntner));
}

/* Reads HELD's key.  False, with WHY, if the object is malformed. */
static bool
read_key(struct held *held)
{
	const struct stored *o = held->object;
	struct class_key key;

	held->at = o->n > 0 ? &o->attr[0] : NULL;
	if (o->fault != NULL) {
		held->at = NULL;
		why_set(&held->why, "%s", o->fault);
		return false;
	}
	if (!slice_is(o->attr[0].name, o->class.name)) {
		why_set(&held->why,
		    "the first attribute is another class's "
		    "(expected %s)",
		    o->class.name);
		return false;
	}
	if (!class_key_parse(&o->class, o->attr[0].value, &key, &held->why))
		return false;
	if (held->kind != HELD_ASN && !key.is_prefix) {
		why_set(&held->why,
		    "not a prefix (expected the range of "
		    "one)");
		return false;
	}
	for (size_t i = 1; o->class.check != NULL && i < o->n; i++) {
		held->at = &o->attr[i];
		if (!o->class.check(held->at, &key, &held->why))
			return false;
	}
	held->prefix = key.prefix;
	return true;
}

static void
take(struct holding *h, const struct stored *o)
{
	struct held held = { .object = o };
	bool theirs = holding_is_theirs(h, o);

	if (!kind_of(o, &held.kind))
		return;
	if (held.kind != HELD_NUM && !theirs)
		return;
	held.prefix = (struct prefix){ { 0 }, 0 };
	held.refused = !read_key(&held);
	if (!held.refused && held.kind == HELD_NUM)
		cover_add(&h->nums, o, &held.prefix);
	if (!theirs)
		return;
	h->v = mem_grow(h->v, h->n, &h->cap, sizeof *h->v);
	h->v[h->n++] = held;
	h->count[held.kind] += !held.refused;
}

static void
add_ipv6(struct holding *h, const struct prefix *p)
{
	uint64_t n = p->len == 0 ? UINT64_MAX :
	    p->len < 64		 ? (uint64_t)1 << (64 - p->len) :
				   1;

	h->ipv6 = n > UINT64_MAX - h->ipv6 ? UINT64_MAX : h->ipv6 + n;
}

/*
 * Adds up the addresses.  A network inside another one of the maintainer, or
 * in a /64 that is already counted, is not counted again.
 */
static void
add_up(struct holding *h)
{
	struct prefix last = { { 0 }, 0 };

	for (size_t i = 0; i < h->nums.n; i++) {
		const struct cover_node *node = &h->nums.node[i];
		struct prefix p = node->prefix;

		if (!holding_is_theirs(h, node->object))
			continue;
		if (p.addr.family == 6 && p.len > 64)
			p = prefix_of(&p.addr, 64);
		if (prefix_contains(&last, &p))
			continue;
		last = p;
		if (p.addr.family == 4)
			h->ipv4 += (uint64_t)1 << (32 - p.len);
		else
			add_ipv6(h, &p);
	}
}

bool
holding_read(struct holding *h, const struct stored_list *list,
    const char *mntner)
{
	static const struct slice class = { "mntner", 6 };

	*h = (struct holding){ .mntner = mntner };
	lookup_open(&h->lookup, list);
	h->object = lookup_find(&h->lookup, class,
	    (struct slice){ mntner, strlen(mntner) });
	if (h->object == NULL)
		return false;
	for (size_t i = 0; i < list->n; i++)
		take(h, list->v[i]);
	cover_finish(&h->nums);
	add_up(h);
	return true;
}

void
holding_free(struct holding *h)
{
	free(h->v);
	cover_free(&h->nums);
	lookup_close(&h->lookup);
}
