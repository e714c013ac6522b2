/* Sets of an IRR: as-sets and route-sets, and their expansion. */
#include "bird-render/irr-set.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/sort.h"

/* Names are in upper case: RPSL ignores their case. */
static char *
upper(const char *s, size_t n)
{
	char *name = mem_strndup(s, n);

	for (char *p = name; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return name;
}

/* The first field of that name in upper case, or "" if it is missing. */
static char *
upper_field(const struct record *rec, const char *name)
{
	const struct slice *value = record_get(rec, name);

	return value != NULL ? upper(value->p, value->n) : mem_strdup("");
}

void
irr_sets_take(struct irr_sets *sets, const struct record *rec)
{
	const bool routes = slice_is(rec->class, "route-set");
	struct buf members = { 0 };
	struct why why;

	if (!(routes ? route_set_check : as_set_check)(rec->key.p, rec->key.n,
		&why))
		return;
	for (size_t i = 0; i < rec->n; i++) {
		if (!slice_is(rec->name[i], "members") &&
		    !(routes && slice_is(rec->name[i], "mp-members")))
			continue;
		buf_add(&members, rec->value[i].p, rec->value[i].n);
		buf_char(&members, '\n');
	}
	sets->v = mem_grow(sets->v, sets->n, &sets->cap, sizeof *sets->v);
	sets->v[sets->n++] = (struct irr_set){
		.name = upper(rec->key.p, rec->key.n),
		.source = upper_field(rec, "source"),
		.members = mem_strdup(buf_cstr(&members)),
	};
	buf_free(&members);
}

void
irr_sets_sort(struct irr_sets *sets)
{
	sort_all(sets->v, sets->n, sizeof *sets->v, sort_by_text);
}

/* The first set of that name, or SETS->n if there is none. */
static size_t
find(const struct irr_sets *sets, const char *name)
{
	const struct irr_set *set = sort_find(sets->v, sets->n, sizeof *sets->v,
	    &name, sort_by_text);

	return set != NULL ? (size_t)(set - sets->v) : sets->n;
}

/* Splits "SOURCE::NAME": ends SOURCE at KEY with a NUL and returns NAME.
 * Returns KEY if it has no source. */
static char *
split(char *key)
{
	const size_t source = irr_source_length(key, strlen(key));

	if (source == 0)
		return key;
	key[source] = '\0';
	return key + source + 2;
}

/* Does SOURCE ("": records without one) have a set with the name of the set
 * FIRST? */
static bool
has_source(const struct irr_sets *sets, size_t first, const char *source)
{
	for (size_t i = first;
	     i < sets->n && strcmp(sets->v[i].name, sets->v[first].name) == 0;
	     i++)
		if (strcmp(sets->v[i].source, source) == 0)
			return true;
	return false;
}

bool
irr_set_is_routes(const char *name)
{
	const size_t n = strlen(name), source = irr_source_length(name, n);
	const size_t skip = source > 0 ? source + 2 : 0;
	struct why why;

	return route_set_check(name + skip, n - skip, &why);
}

bool
irr_sets_has(const struct irr_sets *sets, const char *name)
{
	char *key = upper(name, strlen(name));
	char *set = split(key);
	const size_t first = find(sets, set);
	bool has = first < sets->n &&
	    (set == key || has_source(sets, first, key));

	free(key);
	return has;
}

/* A set to expand, and the operator for its members. */
struct visit {
	size_t set; /* the first one of its name */
	struct range_operator range;
};

/* Sets with operators are visited once for each; more than this are unread. */
#define OPERATED_MOST 1000

/* An expansion: the sets that were seen, and those that wait. */
struct expansion {
	const struct irr_sets *sets;
	const char *source;	/* "": none */
	bool *seen;		/* index: the first set of a name */
	struct visit *operated; /* those with an operator */
	size_t noperated;
	size_t operated_cap;
	struct visit *waiting;
	size_t n;
	size_t waiting_cap;
	struct irr_members *m;
	size_t cap;
};

static bool
is_plain(const struct range_operator *o)
{
	return o->more == 0 && o->shortest == 0 && o->longest == RANGE_SAME;
}

/* Was the visit made before?  If not, it counts as made from now on. */
static bool
visited(struct expansion *e, const struct visit *v)
{
	if (is_plain(&v->range)) {
		const bool seen = e->seen[v->set];

		e->seen[v->set] = true;
		return seen;
	}
	for (size_t i = 0; i < e->noperated; i++)
		if (e->operated[i].set == v->set &&
		    memcmp(&e->operated[i].range, &v->range, sizeof v->range) ==
			0)
			return true;
	if (e->noperated == OPERATED_MOST) {
		e->m->unread++;
		return true;
	}
	e->operated = mem_grow(e->operated, e->noperated, &e->operated_cap,
	    sizeof *e->operated);
	e->operated[e->noperated++] = *v;
	return false;
}

static void
visit(struct expansion *e, const char *name, const struct range_operator *range)
{
	const struct visit v = { find(e->sets, name), *range };

	if (v.set == e->sets->n) {
		e->m->missing++;
	} else if (!visited(e, &v)) {
		e->waiting = mem_grow(e->waiting, e->n, &e->waiting_cap,
		    sizeof *e->waiting);
		e->waiting[e->n++] = v;
	}
}

/* Adds a prefix with the lengths that OWN, its own operator, and then OUTER
 * leave.  False if OWN does not go with the prefix. */
static bool
add_range(struct expansion *e, const struct prefix *p,
    const struct range_operator *own, const struct range_operator *outer)
{
	const unsigned bits = addr_bits(&p->addr);
	unsigned min = p->len, max = p->len;

	if ((own->shortest != 0 && own->shortest < p->len) ||
	    (own->shortest != 0 && own->longest > bits) ||
	    !range_operator_apply(own, bits, &min, &max))
		return false;
	if (range_operator_apply(outer, bits, &min, &max))
		prefix_set_add(&e->m->ranges, p, min, max);
	return true;
}

static void
add_asn(struct expansion *e, uint32_t asn, const struct range_operator *range)
{
	struct irr_members *m = e->m;

	m->asns.v = mem_grow(m->asns.v, m->asns.n, &e->cap, sizeof *m->asns.v);
	m->asns.v[m->asns.n++] = asn;
	if (is_plain(range))
		return;
	m->operated = mem_grow(m->operated, m->noperated, &m->operated_cap,
	    sizeof *m->operated);
	m->operated[m->noperated++] = (struct irr_operated){ asn, *range };
}

/*
 * A member is an AS number or a set, or in a route-set (ROUTES) a prefix.  In
 * a route-set each may have an operator.  OUTER is that of the set itself.
 * Anything else is counted as unread.
 */
static void
member(struct expansion *e, bool routes, const struct range_operator *outer,
    const char *s, size_t n)
{
	const char *caret = routes ? memchr(s, '^', n) : NULL;
	const size_t len = caret != NULL ? (size_t)(caret - s) : n;
	struct range_operator own = RANGE_NONE, both;
	struct prefix prefix;
	struct why why;
	uint32_t asn;
	char *name;
	bool read = caret == NULL ||
	    range_operator_parse(caret + 1, n - len - 1, &own);

	both = range_operator_join(&own, outer);
	if (read && asn_parse(s, len, &asn, &why)) {
		add_asn(e, asn, &both);
	} else if (read &&
	    (as_set_check(s, len, &why) ||
		(routes && route_set_check(s, len, &why)))) {
		name = upper(s, len);
		visit(e, name, &both);
		free(name);
	} else if (!read || !routes || !prefix_parse(s, len, &prefix, &why) ||
	    !add_range(e, &prefix, &own, outer)) {
		e->m->unread++;
	}
}

/* Commas and white space separate members; a # hides the rest of its line. */
static void
members(struct expansion *e, bool routes, const struct range_operator *range,
    const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, ", \t\r\n#");

		if (n > 0)
			member(e, routes, range, s, n);
		s += n;
		if (*s == '#')
			s += strcspn(s, "\n");
		else if (*s != '\0')
			s++;
	}
}

/* Expands all records of a name, or only those of the source if it has any. */
static void
expand_name(struct expansion *e, const struct visit *v)
{
	const struct irr_sets *sets = e->sets;
	const size_t first = v->set;
	const char *source = has_source(sets, first, e->source) ? e->source :
								  NULL;
	const bool routes = irr_set_is_routes(sets->v[first].name);

	for (size_t i = first;
	     i < sets->n && strcmp(sets->v[i].name, sets->v[first].name) == 0;
	     i++)
		if (source == NULL || strcmp(sets->v[i].source, source) == 0)
			members(e, routes, &v->range, sets->v[i].members);
}

void
irr_sets_expand(const struct irr_sets *sets, const char *name,
    struct irr_members *m)
{
	char *key = upper(name, strlen(name));
	char *set = split(key);
	struct expansion e = { .sets = sets,
		.source = set > key ? key : "",
		.seen = mem_zalloc(sets->n + 1),
		.m = m,
		.cap = m->asns.n };

	visit(&e, set, &RANGE_NONE);
	while (e.n > 0) {
		const struct visit v = e.waiting[--e.n];

		expand_name(&e, &v);
	}
	free(key);
	free(e.operated);
	free(e.waiting);
	free(e.seen);
}

void
irr_sets_free(struct irr_sets *sets)
{
	for (size_t i = 0; i < sets->n; i++) {
		free(sets->v[i].name);
		free(sets->v[i].source);
		free(sets->v[i].members);
	}
	free(sets->v);
	*sets = (struct irr_sets){ 0 };
}
