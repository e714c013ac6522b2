/* A permit: the prefixes and origins that a neighbour may announce. */
#include "bird-render/neighbor-permit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "bird-render/neighbor-net.h"

/* The AS numbers of the neighbour itself and of its asns key. */
static void
find_origins(struct asn_list *list, const struct neighbor *n)
{
	list->n = 1 + n->asns.n;
	list->v = mem_alloc(list->n * sizeof *list->v);
	list->v[0] = n->asn;
	if (n->asns.n > 0)
		memcpy(list->v + 1, n->asns.v, n->asns.n * sizeof *list->v);
	list->n = sort_once(list->v, list->n, sizeof *list->v, sort_by_number);
}

/* Adds the routes of an AS number with a range operator. */
static void
add_operated(struct prefix_set *ranges, const struct input *in,
    const struct irr_operated *o)
{
	size_t n;
	const struct route *r = input_routes(in, o->asn, &n);

	for (size_t i = 0; i < n; i++) {
		const struct prefix *p = &r[i].prefix;
		unsigned min = p->len, max = p->len;

		if (range_operator_apply(&o->range, addr_bits(&p->addr), &min,
			&max))
			prefix_set_add(ranges, p, min, max);
	}
}

/* Adds the origins and ranges of its as-sets and route-sets. */
static void
add_sets(struct permit *p, const struct input *in, const struct neighbor *n)
{
	struct irr_members m = { .asns = p->origins };
	struct text_list sets = neighbor_sets(in, n);

	for (size_t i = 0; i < sets.n; i++)
		irr_sets_expand(&in->sets, sets.v[i], &m);
	free(sets.v);
	for (size_t i = 0; i < m.noperated; i++)
		add_operated(&m.ranges, in, &m.operated[i]);
	free(m.operated);
	p->origins = m.asns;
	p->ranges = m.ranges;
	p->missing = m.missing;
	p->unread = m.unread;
	p->origins.n = sort_once(p->origins.v, p->origins.n,
	    sizeof *p->origins.v, sort_by_number);
}

/* Adds a route-set's range, up to the longest prefix that networks accept. */
static void
add_range(struct permit *p, const struct neighbor *n,
    const struct prefix_range *r)
{
	const unsigned family = r->prefix.addr.family;
	const unsigned longest = NEIGHBOR_LONGEST(family);
	const unsigned bits = addr_bits(&r->prefix.addr);

	if (r->prefix.len >= NEIGHBOR_SHORTEST(family) && r->min <= longest)
		prefix_set_add(&p->prefixes[family == 6], &r->prefix, r->min,
		    n->more_specifics || r->max > longest ? longest : r->max);
	if (n->blackhole && r->prefix.len >= NEIGHBOR_SHORTEST(family))
		prefix_set_add(&p->hosts[family == 6], &r->prefix, bits, bits);
}

bool
permit_asks_routes(const struct neighbor *n)
{
	return n->as_sets.n > 0 ||
	    (neighbor_given(n, NEIGHBOR_ASNS) &&
		!neighbor_given(n, NEIGHBOR_PREFIXES));
}

/* Adds PREFIX, unless it is longer than any network accepts. */
static void
add(struct permit *p, const struct neighbor *n, const struct prefix *prefix)
{
	const unsigned family = prefix->addr.family;
	const unsigned longest = NEIGHBOR_LONGEST(family);
	const unsigned bits = addr_bits(&prefix->addr);

	if (prefix->len >= NEIGHBOR_SHORTEST(family) && prefix->len <= longest)
		prefix_set_add(&p->prefixes[family == 6], prefix, prefix->len,
		    n->more_specifics ? longest : prefix->len);
	if (n->blackhole && prefix->len >= NEIGHBOR_SHORTEST(family))
		prefix_set_add(&p->hosts[family == 6], prefix, bits, bits);
}

/* Only the operator can give away our prefixes; registry records cannot. */
static void
add_given(struct permit *p, const struct neighbor *n,
    const struct prefix *prefix)
{
	const unsigned family = prefix->addr.family;
	const unsigned bits = addr_bits(&prefix->addr);
	struct prefix_set *set = &p->given[family == 6];

	prefix_set_add(set, prefix, prefix->len,
	    n->more_specifics ? NEIGHBOR_LONGEST(family) : prefix->len);
	if (n->blackhole)
		prefix_set_add(set, prefix, bits, bits);
}

bool
permit_gives(const struct input *in, const struct neighbor *n)
{
	for (size_t i = 0; i < n->prefixes.n; i++)
		if (site_owns(in->site, &n->prefixes.v[i]))
			return true;
	return false;
}

/* An ibgp session may announce hosts of our prefixes, such as a load
 * balancer's. */
static void
add_ours(struct permit *p, const struct prefix *prefix)
{
	prefix_set_add(&p->prefixes[prefix->addr.family == 6], prefix,
	    prefix->len, addr_bits(&prefix->addr));
}

void
permit_make(struct permit *p, const struct input *in, const struct neighbor *n)
{
	*p = (struct permit){ 0 };
	find_origins(&p->origins, n);
	add_sets(p, in, n);
	for (size_t i = 0; i < p->ranges.n; i++)
		add_range(p, n, &p->ranges.v[i]);
	for (size_t i = 0; i < n->prefixes.n; i++) {
		if (n->type == TYPE_IBGP)
			add_ours(p, &n->prefixes.v[i]);
		else
			add(p, n, &n->prefixes.v[i]);
		if (site_owns(in->site, &n->prefixes.v[i]))
			add_given(p, n, &n->prefixes.v[i]);
	}
	/* If prefixes are given, asns only adds origins. */
	for (size_t i = 0; i < p->origins.n && permit_asks_routes(n); i++) {
		size_t count;
		const struct route *r = input_routes(in, p->origins.v[i],
		    &count);

		for (size_t j = 0; j < count; j++)
			add(p, n, &r[j].prefix);
	}
	for (size_t i = 0; i < 2; i++) {
		prefix_set_aggregate(&p->prefixes[i]);
		prefix_set_aggregate(&p->hosts[i]);
		prefix_set_aggregate(&p->given[i]);
	}
}

void
permit_free(struct permit *p)
{
	for (size_t i = 0; i < 2; i++) {
		prefix_set_free(&p->prefixes[i]);
		prefix_set_free(&p->hosts[i]);
		prefix_set_free(&p->given[i]);
	}
	prefix_set_free(&p->ranges);
	free(p->origins.v);
	p->origins = (struct asn_list){ 0 };
}

bool
permit_empty(const struct permit *p)
{
	return p->prefixes[0].n == 0 && p->prefixes[1].n == 0;
}

static void
origins_text(FILE *f, const struct asn_list *list, const char *symbol)
{
	fprintf(f, "define BF_ORIGINS_%s = [", symbol);
	for (size_t i = 0, first; i < list->n; i++) {
		for (first = i;
		     i + 1 < list->n && list->v[i + 1] == list->v[i] + 1; i++)
			;
		fprintf(f, "%s\n\t%" PRIu32, first > 0 ? "," : "",
		    list->v[first]);
		if (i > first)
			fprintf(f, "..%" PRIu32, list->v[i]);
	}
	fputs("\n];\n", f);
}

void
permit_because(FILE *f, const struct input *in, const struct neighbor *n)
{
	static const unsigned lists[] = { NEIGHBOR_PREFIXES, NEIGHBOR_AS_SET,
		NEIGHBOR_ASNS, NEIGHBOR_MORE_SPECIFICS };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (neighbor_given(n, lists[i]))
			because_neighbor(f, in->explain, n, lists[i]);
}

void
permit_text(FILE *f, const struct input *in, const struct permit *p,
    const struct neighbor *n)
{
	char symbol[NEIGHBOR_SYMBOL], name[NEIGHBOR_SYMBOL + 16];

	neighbor_symbol(symbol, n);
	for (unsigned i = 0; i < 2; i++) {
		unsigned family = i == 0 ? 4 : 6;

		if (!neighbor_carries(n, family))
			continue;
		snprintf(name, sizeof name, "BF_PREFIXES%u_%s", family, symbol);
		permit_because(f, in, n);
		prefix_set_print(f, name, &p->prefixes[i]);
		if (n->type == TYPE_IBGP)
			continue;
		if (permit_gives(in, n)) {
			snprintf(name, sizeof name, "BF_GIVEN%u_%s", family,
			    symbol);
			permit_because(f, in, n);
			prefix_set_print(f, name, &p->given[i]);
		}
		snprintf(name, sizeof name, "BF_HOSTS%u_%s", family, symbol);
		if (!n->blackhole)
			continue;
		because_neighbor(f, in->explain, n, NEIGHBOR_BLACKHOLE);
		permit_because(f, in, n);
		prefix_set_print(f, name, &p->hosts[i]);
	}
	if (n->type == TYPE_IBGP)
		return;
	because_neighbor(f, in->explain, n, NEIGHBOR_ASN);
	permit_because(f, in, n);
	origins_text(f, &p->origins, symbol);
}
