/* The static routes of a router. */
#include "site/routes.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"

#define AT(structure, member) offsetof(struct structure, member)

static const char *const discards[] = { "blackhole", "unreachable", NULL };

static const struct key static_keys[] = {
	[STATIC_PREFIX] = { "prefix", VALUE_PREFIX, AT(static_route, prefix),
	    .required = true },
	[STATIC_VIA] = { "via", VALUE_ADDR, AT(static_route, via) },
	[STATIC_INTERFACE] = { "interface", VALUE_IFNAME,
	    AT(static_route, interface) },
	[STATIC_DISCARD] = { "discard", VALUE_WORD, AT(static_route, discard),
	    .words = discards },
};
static const struct schema static_schema = { "a static route", static_keys,
	STATIC_KEYS, AT(static_route, line) };

static bool
refuse_route(const struct reading *reading, unsigned line,
    const struct prefix *p, const char *what)
{
	char prefix[PREFIX_TEXT], text[PREFIX_TEXT + 80];

	snprintf(text, sizeof text, "%s: %s", prefix_print(prefix, p), what);
	return reading_refuse(reading, line, "static", text);
}

/* Sets where the route sends packets.  Returns an error text, or NULL. */
static const char *
settle_way(struct static_route *r)
{
	bool via = r->line[STATIC_VIA] != 0;
	bool interface = r->line[STATIC_INTERFACE] != 0;

	if (r->line[STATIC_DISCARD] != 0) {
		r->way = r->discard == 0 ? WAY_BLACKHOLE : WAY_UNREACHABLE;
		return via || interface ? "discarded and sent on (expected "
					  "discard, or via and interface)" :
					  NULL;
	}
	r->way = via ? WAY_VIA : WAY_INTERFACE;
	if (!via)
		return interface ? NULL :
				   "goes nowhere (expected via, "
				   "interface or discard)";
	if (r->via.family != r->prefix.addr.family)
		return "via an address of the other family";
	if (addr_is_link_local(&r->via) != interface)
		return interface ? "via an address that needs no interface "
				   "(expected a link-local one)" :
				   "via a link-local address "
				   "(expected its interface, too)";
	return NULL;
}

static bool
read_static(struct static_route *r, const struct ynode *node,
    const struct reading *reading)
{
	const char *wrong;

	if (!schema_read(&static_schema, node, r, reading->file, reading->level,
		reading->diag))
		return false;
	wrong = settle_way(r);
	return wrong == NULL ||
	    refuse_route(reading, node->line, &r->prefix, wrong);
}

bool
routes_read(struct static_routes *routes, const struct ynode *list,
    const struct reading *reading)
{
	bool ok = true;

	if (list->kind != YNODE_LIST)
		return reading_refuse(reading, list->line, "static",
		    "not a list (expected a list of maps)");
	routes->v = mem_zalloc(list->n * sizeof *routes->v);
	for (size_t i = 0; i < list->n; i++)
		ok &= read_static(&routes->v[routes->n++], &list->item[i],
		    reading);
	return ok && routes_sort(routes, reading);
}

void
routes_blackhole(struct static_routes *routes, const struct prefix *prefix,
    unsigned line)
{
	struct static_route route = { .prefix = *prefix, .way = WAY_BLACKHOLE };

	route.line[STATIC_PREFIX] = line;
	routes->v = mem_resize(routes->v, routes->n + 1, sizeof route);
	routes->v[routes->n++] = route;
}

bool
routes_sort(struct static_routes *routes, const struct reading *reading)
{
	bool ok = true;

	if (routes->n == 0)
		return true;
	sort_all(routes->v, routes->n, sizeof *routes->v, sort_by_prefix);
	for (size_t i = 1; i < routes->n; i++)
		if (sort_by_prefix(&routes->v[i - 1], &routes->v[i]) == 0)
			ok = refuse_route(reading,
			    routes->v[i].line[STATIC_PREFIX],
			    &routes->v[i].prefix, "twice");
	return ok;
}

void
routes_free(struct static_routes *routes)
{
	for (size_t i = 0; i < routes->n; i++)
		schema_free(&static_schema, &routes->v[i]);
	free(routes->v);
	*routes = (struct static_routes){ 0 };
}
