/* A router's own routes: announced ones, static ones. */
#include "site/routes.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

#define AT(structure, member) offsetof(struct structure, member)

static const char *const discards[] = { "blackhole", "unreachable", NULL };

static const struct key static_keys[] = {
	[STATIC_PREFIX] = { "prefix", VALUE_PREFIX,
	    AT(static_route, prefix), .required = true },
	[STATIC_VIA] = { "via", VALUE_ADDR, AT(static_route, via) },
	[STATIC_INTERFACE] = { "interface", VALUE_IFNAME,
	    AT(static_route, interface) },
	[STATIC_DISCARD] = { "discard", VALUE_WORD,
	    AT(static_route, discard), .words = discards },
};
static const struct schema static_schema = { "a static route", static_keys,
	STATIC_KEYS, AT(static_route, line) };

static int
by_prefix(const void *a, const void *b)
{
	return prefix_cmp(a, b);
}

static bool
refuse_prefix(const struct site *site, unsigned line, const char *field,
    const struct prefix *p, const char *what, struct diag *diag)
{
	char prefix[PREFIX_TEXT], text[PREFIX_TEXT + 80];

	snprintf(text, sizeof text, "%s: %s", prefix_print(prefix, p), what);
	return site_refuse(site, line, field, text, diag);
}

static bool
is_own(const struct site *site, const struct prefix *p)
{
	for (size_t i = 0; i < site->network.prefixes.n; i++)
		if (prefix_cmp(&site->network.prefixes.v[i], p) == 0)
			return true;
	return false;
}

/* The longest that others take: of dn42's registry; of most of the public
 * internet. */
static bool
is_short_enough(const struct site *site, const struct prefix *p)
{
	if (site->registry.kind == REGISTRY_DN42)
		return p->len <= (p->addr.family == 4 ? 29 : 64);
	return p->len <= (p->addr.family == 4 ? 24 : 48);
}

static const char *
check_announced(const struct site *site, const struct prefix_list *list,
    size_t i)
{
	const struct prefix *p = &list->v[i];

	if (!site_owns(site, p))
		return "not ours (expected a part of the network's prefixes)";
	if (is_own(site, p))
		return "announced anyway, as one of the network's prefixes";
	if (!is_short_enough(site, p))
		return site->registry.kind == REGISTRY_DN42 ?
		    "nobody would take it (expected at most a /29 or /64)" :
		    "nobody would take it (expected at most a /24 or /48)";
	if (i > 0 && prefix_cmp(p - 1, p) == 0)
		return "twice";
	return NULL;
}

static bool
check_announce(const struct site *site, struct site_router *r,
    struct diag *diag)
{
	struct prefix_list *list = &r->announce;
	bool ok = true;

	if (list->n > 0)
		qsort(list->v, list->n, sizeof *list->v, by_prefix);
	for (size_t i = 0; i < list->n; i++) {
		const char *what = check_announced(site, list, i);

		if (what != NULL)
			ok = refuse_prefix(site, r->line[ROUTER_ANNOUNCE],
			    "announce", &list->v[i], what, diag);
	}
	return ok;
}

/* Which of the ways, or what is wrong. */
static const char *
settle_way(struct static_route *r)
{
	bool via = r->line[STATIC_VIA] != 0;
	bool interface = r->line[STATIC_INTERFACE] != 0;

	if (r->line[STATIC_DISCARD] != 0) {
		r->way = r->discard == 0 ? WAY_BLACKHOLE : WAY_UNREACHABLE;
		return via || interface ? "discarded and sent on (expected "
		    "discard, or via and interface)" : NULL;
	}
	r->way = via ? WAY_VIA : WAY_INTERFACE;
	if (!via)
		return interface ? NULL : "goes nowhere (expected via, "
		    "interface or discard)";
	if (r->via.family != r->prefix.addr.family)
		return "via an address of the other family";
	if (addr_is_link_local(&r->via) != interface)
		return interface ? "via an address that needs no interface "
		    "(expected a link-local one)" : "via a link-local address "
		    "(expected its interface, too)";
	return NULL;
}

static bool
read_static(const struct site *site, const struct ynode *node,
    struct static_route *r, struct diag *diag)
{
	const char *wrong;

	if (!schema_read(&static_schema, node, r, site->file, DIAG_ERROR,
	    diag))
		return false;
	wrong = settle_way(r);
	return wrong == NULL || refuse_prefix(site, node->line, "static",
	    &r->prefix, wrong, diag);
}

static int
by_static_prefix(const void *a, const void *b)
{
	return prefix_cmp(&((const struct static_route *)a)->prefix,
	    &((const struct static_route *)b)->prefix);
}

static bool
read_statics(const struct site *site, struct static_routes *routes,
    const struct ynode *list, struct diag *diag)
{
	bool ok = true;

	if (list->kind != YNODE_LIST)
		return site_refuse(site, list->line, "static", "not a list "
		    "(expected a list of maps)", diag);
	routes->v = mem_zalloc(list->n * sizeof *routes->v);
	for (size_t i = 0; i < list->n; i++)
		ok &= read_static(site, &list->item[i],
		    &routes->v[routes->n++], diag);
	if (!ok || routes->n == 0)
		return ok;
	qsort(routes->v, routes->n, sizeof *routes->v, by_static_prefix);
	for (size_t i = 1; i < routes->n; i++)
		if (by_static_prefix(&routes->v[i - 1], &routes->v[i]) == 0)
			ok = refuse_prefix(site,
			    routes->v[i].line[STATIC_PREFIX], "static",
			    &routes->v[i].prefix, "twice", diag);
	return ok;
}

bool
site_routes_read(const struct site *site, struct site_router *router,
    const struct ynode *map, struct diag *diag)
{
	const struct ynode *list = map->kind == YNODE_MAP ?
	    ynode_get(map, "static") : NULL;
	bool ok = check_announce(site, router, diag);

	if (list != NULL)
		ok &= read_statics(site, &router->static_routes, list, diag);
	return ok;
}

void
site_routes_free(struct site_router *router)
{
	for (size_t i = 0; i < router->static_routes.n; i++)
		schema_free(&static_schema, &router->static_routes.v[i]);
	free(router->static_routes.v);
	router->static_routes = (struct static_routes){ 0 };
}
