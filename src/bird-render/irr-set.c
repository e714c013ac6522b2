/* Sets of an IRR: as-sets and route-sets, and their expansion. */
#include "bird-render/irr-set.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"

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

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct irr_set *)a)->name,
	    ((const struct irr_set *)b)->name);
}

void
irr_sets_sort(struct irr_sets *sets)
{
	if (sets->n > 0)
		qsort(sets->v, sets->n, sizeof *sets->v, by_name);
}

/* The first set of that name, or SETS->n if there is none. */
static size_t
find(const struct irr_sets *sets, const char *name)
{
	size_t low = 0, high = sets->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(sets->v[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sets->n && strcmp(sets->v[low].name, name) == 0 ? low :
	    sets->n;
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
	for (size_t i = first; i < sets->n && strcmp(sets->v[i].name,
	    sets->v[first].name) == 0; i++)
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
	bool has = first < sets->n && (set == key ||
	    has_source(sets, first, key));

	free(key);
	return has;
}

/* An expansion: the sets that were seen, and those that wait. */
struct expansion {
	const struct irr_sets *sets;
	const char *source;	/* "": none */
	bool *seen;		/* index: the first set of a name */
	size_t *waiting;
	size_t n;
	struct irr_members *m;
	size_t cap;
};

static void
visit(struct expansion *e, const char *name)
{
	size_t i = find(e->sets, name);

	if (i == e->sets->n) {
		e->m->missing++;
	} else if (!e->seen[i]) {
		e->seen[i] = true;
		e->waiting[e->n++] = i;
	}
}

/* Parses "^-", "^+", "^N" or "^N-M" after a prefix (RFC 2622, section 2),
 * without the "^". */
static bool
range_operator(const char *s, size_t n, struct prefix_range *r)
{
	const unsigned bits = addr_bits(&r->prefix.addr);
	const char *dash = memchr(s, '-', n);
	uint64_t min, max;
	struct why why;

	if (n == 1 && (*s == '-' || *s == '+')) {
		min = r->prefix.len + (*s == '-' ? 1u : 0u);
		max = bits;
	} else if (dash == NULL) {
		if (!number_parse(s, n, r->prefix.len, bits, &min, &why))
			return false;
		max = min;
	} else if (!number_parse(s, (size_t)(dash - s), r->prefix.len, bits,
	    &min, &why) || !number_parse(dash + 1,
	    n - (size_t)(dash + 1 - s), min, bits, &max, &why)) {
		return false;
	}
	r->min = (uint8_t)min;
	r->max = (uint8_t)max;
	return min <= max;
}

static bool
member_range(struct expansion *e, const char *s, size_t n)
{
	const char *caret = memchr(s, '^', n);
	const size_t len = caret != NULL ? (size_t)(caret - s) : n;
	struct prefix_range r;
	struct why why;

	if (!prefix_parse(s, len, &r.prefix, &why))
		return false;
	r.min = r.max = r.prefix.len;
	if (caret != NULL && !range_operator(caret + 1, n - len - 1, &r))
		return false;
	prefix_set_add(&e->m->ranges, &r.prefix, r.min, r.max);
	return true;
}

/* A member is an AS number or a set, or in a route-set (ROUTES) a prefix.
 * Anything else is counted as unread. */
static void
member(struct expansion *e, bool routes, const char *s, size_t n)
{
	struct asn_list *asns = &e->m->asns;
	struct why why;
	uint32_t asn;
	char *name;

	if (asn_parse(s, n, &asn, &why)) {
		asns->v = mem_grow(asns->v, asns->n, &e->cap,
		    sizeof *asns->v);
		asns->v[asns->n++] = asn;
	} else if (as_set_check(s, n, &why) ||
	    (routes && route_set_check(s, n, &why))) {
		name = upper(s, n);
		visit(e, name);
		free(name);
	} else if (!routes || !member_range(e, s, n)) {
		e->m->unread++;
	}
}

/* Commas and white space separate members; a # hides the rest of its line. */
static void
members(struct expansion *e, bool routes, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, ", \t\r\n#");

		if (n > 0)
			member(e, routes, s, n);
		s += n;
		if (*s == '#')
			s += strcspn(s, "\n");
		else if (*s != '\0')
			s++;
	}
}

/* Expands all records of a name, or only those of the source if it has any. */
static void
expand_name(struct expansion *e, size_t first)
{
	const struct irr_sets *sets = e->sets;
	const char *source = has_source(sets, first, e->source) ? e->source :
	    NULL;
	const bool routes = irr_set_is_routes(sets->v[first].name);

	for (size_t i = first; i < sets->n && strcmp(sets->v[i].name,
	    sets->v[first].name) == 0; i++)
		if (source == NULL ||
		    strcmp(sets->v[i].source, source) == 0)
			members(e, routes, sets->v[i].members);
}

void
irr_sets_expand(const struct irr_sets *sets, const char *name,
    struct irr_members *m)
{
	char *key = upper(name, strlen(name));
	char *set = split(key);
	struct expansion e = { sets, set > key ? key : "",
		mem_zalloc(sets->n + 1),
		mem_alloc((sets->n + 1) * sizeof *e.waiting), 0, m,
		m->asns.n };

	visit(&e, set);
	while (e.n > 0)
		expand_name(&e, e.waiting[--e.n]);
	free(key);
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
