/* The sessions of the site file: reads and checks them, finds a router's. */
#include "site/sessions.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "site/neighbor-check.h"
#include "site/neighbor-unique.h"
#include "site/session-defaults.h"

/*
 * Defaults that depend on the type.  The local preferences follow common
 * practice: we prefer customers to peers, and peers to providers.
 */
static const struct {
	unsigned role;
	uint32_t local_pref;
} by_type[] = {
	[TYPE_UPSTREAM] = { ROLE_CUSTOMER, 100 },
	[TYPE_PEER] = { ROLE_PEER, 120 },
	[TYPE_ROUTE_SERVER] = { ROLE_RS_CLIENT, 110 },
	[TYPE_DOWNSTREAM] = { ROLE_PROVIDER, 130 },
	[TYPE_COLLECTOR] = { ROLE_NONE, 0 },
	[TYPE_IBGP] = { ROLE_NONE, 100 },
};

/*
 * Sets the default import limit.  If the site file does not give any limit,
 * the limit is marked as assumed: it only warns, so that it cannot repeatedly
 * shut down the session of a large peer.
 */
static void
settle_limit(const struct site *site, struct neighbor *n)
{
	if (neighbor_given(n, NEIGHBOR_IMPORT_LIMIT) || !neighbor_imports(n) ||
	    (n->type != TYPE_PEER && n->type != TYPE_DOWNSTREAM))
		return;
	for (size_t i = 0; i < 2; i++)
		n->import_limit.routes[i] = site->peering.import_limit;
	n->limit_assumed = site->peering.line[PEERING_IMPORT_LIMIT] == 0;
}

static void
settle_session(const struct site *site, struct neighbor *n)
{
	char symbol[NEIGHBOR_SYMBOL];
	char protocol[NEIGHBOR_SYMBOL + sizeof "bf_bgp_"];

	if (n->router == NULL && site->nrouters == 1)
		n->router = mem_strdup(site->routers[0].name);
	if (n->protocol == NULL) {
		snprintf(protocol, sizeof protocol, "bf_bgp_%s",
		    neighbor_symbol(symbol, n));
		n->protocol = mem_strdup(protocol);
	}
	if (!neighbor_given(n, NEIGHBOR_ROLE))
		n->role = by_type[n->type].role;
	if (!neighbor_given(n, NEIGHBOR_LOCAL_PREF))
		n->local_pref = by_type[n->type].local_pref;
	if (!neighbor_given(n, NEIGHBOR_FAMILIES))
		n->families = n->address.family == 4 ? NEIGHBOR_IPV4 :
						       NEIGHBOR_IPV6;
	if (n->type == TYPE_IBGP && !neighbor_given(n, NEIGHBOR_ASN))
		n->asn = site->network.asn;
	if (n->import == IMPORT_DEFAULT &&
	    !neighbor_given(n, NEIGHBOR_DEFAULT_ROUTE))
		n->default_route = true;
	if (!neighbor_given(n, NEIGHBOR_ADD_PATHS))
		n->add_paths = n->type == TYPE_COLLECTOR;
	settle_limit(site, n);
}

/* Reads the keys of type VALUE_OTHER. */
static bool
read_lists(struct neighbor *n, const struct ynode *map,
    const struct reading *reading)
{
	const struct ynode *prefer = ynode_get(map, "prefer");
	const struct ynode *communities = ynode_get(map, "communities");
	bool ok = true;

	if (prefer != NULL)
		ok &= prefers_read(&n->prefer, prefer, reading);
	if (communities != NULL)
		ok &= taggings_read(&n->communities, communities, reading);
	return ok;
}

bool
session_read(struct site *site, struct neighbor *n, const struct ynode *node,
    const struct ynode *defaults, struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };
	struct ynode map = session_defaults_apply(node, defaults);
	bool ok;

	n->at = node->line;
	ok = schema_read(&neighbor_schema, &map, n, site->file, DIAG_ERROR,
	    diag);
	if (ok)
		ok = read_lists(n, &map, &reading);
	if (ok) {
		settle_session(site, n);
		ok = neighbor_check(site, n, diag);
	}
	session_defaults_done(&map, node);
	return ok;
}

static int
by_router_and_name(const void *va, const void *vb)
{
	const struct neighbor *a = va, *b = vb;
	int c = strcmp(a->router, b->router);

	return c != 0 ? c : strcmp(a->name, b->name);
}

bool
sessions_settle(struct site *site, struct diag *diag)
{
	struct neighbor_list *all = &site->sessions;

	sort_all(all->v, all->n, sizeof *all->v, by_router_and_name);
	return neighbors_unique(site, diag);
}

bool
neighbors_read(struct site *site, const struct ynode *root, struct diag *diag)
{
	const struct ynode *list = ynode_get(root, "sessions");
	const struct ynode *defaults = ynode_get(root, "defaults");
	struct neighbor_list *all = &site->sessions;
	bool ok = true;

	if (list->kind != YNODE_LIST)
		return site_refuse(site, list->line, "sessions",
		    "not a list (expected a list of sessions)", diag);
	all->v = mem_zalloc((list->n + 1) * sizeof *all->v);
	for (size_t i = 0; i < list->n; i++)
		ok &= session_read(site, &all->v[all->n++], &list->item[i],
		    defaults, diag);
	return ok && sessions_settle(site, diag);
}

const struct neighbor *
neighbors_of(const struct site *site, const char *router, size_t *n)
{
	const struct neighbor_list *all = &site->sessions;
	size_t first = 0, end;

	while (first < all->n && strcmp(all->v[first].router, router) != 0)
		first++;
	for (end = first;
	     end < all->n && strcmp(all->v[end].router, router) == 0; end++)
		;
	*n = end - first;
	return *n > 0 ? &all->v[first] : NULL;
}
