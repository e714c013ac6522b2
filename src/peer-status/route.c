/* Routes: the reply to "show route ... all". */
#include "peer-status/route.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/sort.h"
#include "base/word.h"
#include "render/reject-reason.h"

/* Reply codes (BIRD: doc/reply_codes): a route, and its attributes. */
enum { ROUTE = 1007, ATTRIBUTES = 1012 };

static int
by_prefix_and_path(const void *va, const void *vb)
{
	const struct route *a = va, *b = vb;
	int c = sort_by_prefix(a, b);

	if (c == 0)
		c = (a->first > b->first) - (a->first < b->first);
	return c != 0 ? c : (a->last > b->last) - (a->last < b->last);
}

static bool
is_excepted(const struct route_reader *r)
{
	return r->except != NULL &&
	    sort_find(r->except->v, r->except->n, sizeof *r->except->v,
		&r->prefix, sort_by_prefix) != NULL;
}

static void
start_route(struct route_reader *r)
{
	struct route_list *to = r->to;

	if (!r->has_prefix || is_excepted(r))
		return;
	if (to->n == r->most)
		return;
	to->v = mem_grow(to->v, to->n, &to->cap, sizeof *to->v);
	to->v[to->n++] = (struct route){ .prefix = r->prefix };
	r->in_route = true;
}

/*
 * Parses "PREFIX unicast [NAME TIME from ADDRESS] * (100) [AS64496i]".
 * Another route of the same network has no prefix.  "Table NAME:" has no
 * bracket.  A next hop starts with a tab and belongs to the route before it.
 */
static void
take_network(struct route_reader *r, struct slice line)
{
	struct slice first = line;
	struct prefix p;
	struct why why;

	if (line.n > 0 && line.p[0] == '\t')
		return;
	r->in_route = false;
	if (line.n == 0 || memchr(line.p, '[', line.n) == NULL)
		return;
	if (line.p[0] != ' ') {
		first = word_next(&line);
		r->has_prefix = prefix_parse(first.p, first.n, &p, &why);
		if (r->has_prefix)
			r->prefix = p;
	}
	start_route(r);
}

/* Takes an AS of the path.  False if it is not a number, such as a set. */
static bool
take_hop(struct route *route, struct slice word, uint32_t *asn)
{
	struct why why;

	if (word.n == 0 || !asn_parse(word.p, word.n, asn, &why))
		return false;
	if (asn_reserved(*asn)) {
		route->has_reserved = true;
		route->reserved = *asn;
	}
	return true;
}

static void
take_path(struct route *route, struct slice path)
{
	route->has_first = take_hop(route, word_next(&path), &route->first);
	route->has_last = route->has_first;
	route->last = route->first;
	while (path.n > 0) {
		struct slice word = word_next(&path);

		if (word.n > 0)
			route->has_last = take_hop(route, word, &route->last);
	}
}

/* Reads the next number of "(64511, 1101, 9) (64511, 1, 2)". */
static bool
next_number(struct slice *text, uint64_t *number)
{
	struct why why;
	size_t n = 0;

	while (text->n > 0 && (*text->p < '0' || *text->p > '9')) {
		text->p++;
		text->n--;
	}
	while (n < text->n && text->p[n] >= '0' && text->p[n] <= '9')
		n++;
	if (!number_parse(text->p, n, 0, UINT32_MAX, number, &why))
		return false;
	text->p += n;
	text->n -= n;
	return true;
}

/* Looks for the large community by which our own filter says why it rejects
 * the route.  The filter deletes those that came with the route. */
static void
take_large(struct route *route, uint32_t local_asn, struct slice text)
{
	uint64_t asn, function, number;

	while (next_number(&text, &asn) && next_number(&text, &function) &&
	    next_number(&text, &number))
		if (local_asn != 0 && asn == local_asn &&
		    function == REJECT_COMMUNITY)
			route->refused = (uint32_t)number;
}

static void
take_path_of(struct route_reader *r, struct slice text)
{
	take_path(&r->to->v[r->to->n - 1], text);
}

static void
take_large_of(struct route_reader *r, struct slice text)
{
	take_large(&r->to->v[r->to->n - 1], r->local_asn, text);
}

/* The names in BIRD 2 and BIRD 3. */
static const struct {
	const char *name;
	void (*take)(struct route_reader *r, struct slice text);
} attributes[] = {
	{ "BGP.as_path", take_path_of },
	{ "bgp_path", take_path_of },
	{ "BGP.large_community", take_large_of },
	{ "bgp_large_community", take_large_of },
};

static void
take_attribute(struct route_reader *r, struct slice line)
{
	struct slice text = word_trim(line), name = text;
	const char *colon = text.n > 0 ? memchr(text.p, ':', text.n) : NULL;

	if (!r->in_route || colon == NULL)
		return;
	name.n = (size_t)(colon - text.p);
	text.p = colon + 1;
	text.n -= name.n + 1;
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (slice_is(name, attributes[i].name))
			attributes[i].take(r, text);
}

bool
route_take(void *ctx, unsigned code, struct slice text)
{
	struct route_reader *r = ctx;

	if (code == ROUTE)
		take_network(r, text);
	else if (code == ATTRIBUTES)
		take_attribute(r, text);
	return true;
}

void
route_list_sort(struct route_list *r)
{
	sort_all(r->v, r->n, sizeof *r->v, by_prefix_and_path);
}

void
route_list_free(struct route_list *r)
{
	for (size_t i = 0; i < r->n; i++)
		free(r->v[i].reason);
	free(r->v);
	*r = (struct route_list){ 0 };
}

void
route_reject(struct route *r, const char *id, const char *fmt, ...)
{
	struct reason *reason;
	va_list ap;

	r->reason = mem_resize(r->reason, r->nreason + 1, sizeof *r->reason);
	reason = &r->reason[r->nreason++];
	reason->id = id;
	va_start(ap, fmt);
	vsnprintf(reason->text, sizeof reason->text, fmt, ap);
	va_end(ap);
}
