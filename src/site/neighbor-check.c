/* The rules of a session: what it needs, and what has no meaning for it. */
#include "site/neighbor-check.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/birdword.h"
#include "base/buf.h"
#include "base/mem.h"
#include "site/mesh-links.h"

/* One session under its checks. */
struct checking {
	const struct site *site;
	const struct neighbor *n;
	struct diag *diag;
};

static bool
refuse(const struct checking *c, unsigned key, const char *text)
{
	unsigned line = c->n->line[key];

	return site_refuse(c->site, line != 0 ? line : c->n->at,
	    neighbor_schema.keys[key].name, text, c->diag);
}

#define OF(type) (1u << TYPE_ ## type)
#define BGP_TYPES (OF(UPSTREAM) | OF(PEER) | OF(ROUTE_SERVER) | \
	OF(DOWNSTREAM))

/* Keys that not every type has; "types" for the message. */
static const struct {
	unsigned key;
	unsigned types;
	const char *expected;
} limited[] = {
	{ NEIGHBOR_IMPORT_LIMIT, BGP_TYPES,
	    "of a collector (expected none: nothing is taken from it)" },
	{ NEIGHBOR_RECEIVE_LIMIT, BGP_TYPES,
	    "of a collector (expected none: nothing is taken from it)" },
	{ NEIGHBOR_LOCAL_PREF, BGP_TYPES,
	    "of a collector (expected none: nothing is taken from it)" },
	{ NEIGHBOR_PREPEND, BGP_TYPES,
	    "of a collector (expected none: it sees what there is)" },
	{ NEIGHBOR_MED, BGP_TYPES,
	    "of a collector (expected none: it sees what there is)" },
	{ NEIGHBOR_DRAIN, BGP_TYPES,
	    "of a collector (expected none: it has no traffic)" },
	{ NEIGHBOR_PREFIXES, OF(PEER) | OF(DOWNSTREAM),
	    "of another type (expected it of a peer or a downstream)" },
	{ NEIGHBOR_AS_SET, OF(PEER) | OF(DOWNSTREAM),
	    "of another type (expected it of a peer or a downstream)" },
	{ NEIGHBOR_ASNS, OF(PEER) | OF(DOWNSTREAM),
	    "of another type (expected it of a peer or a downstream)" },
	{ NEIGHBOR_MORE_SPECIFICS, OF(PEER) | OF(DOWNSTREAM),
	    "of another type (expected it of a peer or a downstream)" },
	{ NEIGHBOR_DEFAULT_ROUTE, OF(UPSTREAM) | OF(DOWNSTREAM),
	    "of another type (expected it of an upstream, to take it, or of "
	    "a downstream, to send it)" },
	{ NEIGHBOR_BLACKHOLE, OF(UPSTREAM) | OF(ROUTE_SERVER) |
	    OF(DOWNSTREAM), "of another type (expected it of a downstream, "
	    "an upstream or a route-server)" },
	{ NEIGHBOR_ADD_PATHS, OF(COLLECTOR),
	    "of another type (expected it of a collector)" },
};

static bool
check_type(const struct checking *c)
{
	static const unsigned role_of[] = { ROLE_CUSTOMER, ROLE_PEER,
		ROLE_RS_CLIENT, ROLE_PROVIDER, ROLE_NONE };
	bool ok = true;

	if (c->site->registry.kind == REGISTRY_DN42 &&
	    c->n->type != TYPE_COLLECTOR)
		ok = refuse(c, NEIGHBOR_TYPE, "has no meaning in dn42 "
		    "(expected collector here, and who peers as a peer, with "
		    "tunnel: none)");
	for (size_t i = 0; i < sizeof limited / sizeof *limited; i++)
		if (neighbor_given(c->n, limited[i].key) &&
		    (limited[i].types & 1u << c->n->type) == 0)
			ok = refuse(c, limited[i].key, limited[i].expected);
	if (c->n->role != ROLE_NONE && c->n->role != role_of[c->n->type])
		ok = refuse(c, NEIGHBOR_ROLE, "is not that of the type "
		    "(expected none, or to leave it out)");
	if (c->n->type == TYPE_DOWNSTREAM && !neighbor_listed(c->n))
		ok = refuse(c, NEIGHBOR_PREFIXES, "missing (expected prefixes, "
		    "as-set or asns: what a downstream may announce)");
	if (neighbor_given(c->n, NEIGHBOR_MORE_SPECIFICS) &&
	    !neighbor_listed(c->n))
		ok = refuse(c, NEIGHBOR_MORE_SPECIFICS, "of no list (expected "
		    "prefixes, as-set or asns)");
	return ok;
}

static bool
check_asn(const struct checking *c)
{
	bool ok = true;

	if (asn_reserved(c->n->asn))
		ok = refuse(c, NEIGHBOR_ASN, "a reserved AS number");
	if (c->n->asn == c->site->network.asn)
		ok = refuse(c, NEIGHBOR_ASN, "our own (expected another's; "
		    "the site's own routers are joined by its mesh)");
	return ok;
}

static bool
check_address(const struct checking *c)
{
	const struct neighbor *n = c->n;
	const bool link_local = addr_is_link_local(&n->address);
	bool ok = true;

	if (link_local && n->interface == NULL)
		ok = refuse(c, NEIGHBOR_INTERFACE, "missing (expected it, as "
		    "the neighbor is a link-local address)");
	if (!link_local && n->interface != NULL &&
	    !neighbor_given(n, NEIGHBOR_MULTIHOP))
		ok = refuse(c, NEIGHBOR_INTERFACE, "of a neighbor that needs "
		    "none (expected it for a link-local address, or with "
		    "multihop)");
	if (n->interface != NULL && mesh_interface(n->interface))
		ok = refuse(c, NEIGHBOR_INTERFACE, "a link of the mesh "
		    "(expected none that begins with " MESH_INTERFACE ")");
	if (neighbor_given(n, NEIGHBOR_LOCAL) &&
	    (n->local.family != n->address.family ||
	    addr_is_link_local(&n->local) != link_local ||
	    addr_cmp(&n->local, &n->address) == 0))
		ok = refuse(c, NEIGHBOR_LOCAL, "does not go with the neighbor "
		    "(expected another address of its family, link-local "
		    "when it is)");
	if (n->address.family == 4 && n->families != NEIGHBOR_IPV4)
		ok = refuse(c, NEIGHBOR_FAMILIES, "not over an IPv4 neighbor "
		    "(expected ipv4, and a session of its own for IPv6)");
	return ok;
}

/* Does a static route of its router lead to the neighbour? */
static bool
static_way(const struct checking *c)
{
	const struct site_router *r = c->n->router != NULL ?
	    site_find_router(c->site, c->n->router) : NULL;

	for (size_t i = 0; r != NULL && i < r->static_routes.n; i++) {
		const struct static_route *s = &r->static_routes.v[i];

		if ((s->way == WAY_VIA || s->way == WAY_INTERFACE) &&
		    prefix_contains_addr(&s->prefix, &c->n->address))
			return true;
	}
	return false;
}

static bool
check_gateway(const struct checking *c)
{
	const struct neighbor *n = c->n;
	bool ok = true;

	if (!neighbor_given(n, NEIGHBOR_MULTIHOP))
		ok = refuse(c, NEIGHBOR_GATEWAY, "to a neighbor on the link "
		    "(expected multihop, or none)");
	if (n->gateway.family != n->address.family ||
	    addr_cmp(&n->gateway, &n->address) == 0)
		ok = refuse(c, NEIGHBOR_GATEWAY, "does not go with the "
		    "neighbor (expected another address of its family)");
	else if (addr_is_link_local(&n->gateway) && n->interface == NULL)
		ok = refuse(c, NEIGHBOR_INTERFACE, "missing (expected it, as "
		    "the gateway is a link-local address)");
	else if (!addr_is_link_local(&n->gateway) && n->interface != NULL)
		ok = refuse(c, NEIGHBOR_INTERFACE, "of a gateway that needs "
		    "none (expected it for a link-local address only)");
	return ok;
}

/*
 * The next hop of what a multihop neighbour sends is the neighbour: without
 * a way that BIRD knows all of its routes would be unreachable.
 */
static bool
check_multihop(const struct checking *c)
{
	const struct neighbor *n = c->n;
	bool ok = true;

	if (neighbor_given(n, NEIGHBOR_MULTIHOP) &&
	    addr_is_link_local(&n->address))
		ok = refuse(c, NEIGHBOR_MULTIHOP, "to a link-local neighbor "
		    "(expected none: it is on the link)");
	else if (neighbor_given(n, NEIGHBOR_MULTIHOP) &&
	    n->type != TYPE_COLLECTOR && !neighbor_has_way(n) &&
	    !static_way(c))
		ok = refuse(c, NEIGHBOR_GATEWAY, "missing, and BIRD would not "
		    "know the way to the neighbor (expected gateway: ADDRESS, "
		    "as of the host's default route; with interface: NAME, if "
		    "it is link-local; interface: NAME alone for a neighbor "
		    "on that network; or a static route of the router)");
	if (neighbor_given(n, NEIGHBOR_GATEWAY))
		ok &= check_gateway(c);
	return ok;
}

static bool
check_prefixes(const struct checking *c)
{
	bool ok = true;

	for (size_t i = 0; i < c->n->prefixes.n; i++) {
		const struct prefix *p = &c->n->prefixes.v[i];

		if (p->len < NEIGHBOR_SHORTEST(p->addr.family) ||
		    p->len > NEIGHBOR_LONGEST(p->addr.family))
			ok = refuse(c, NEIGHBOR_PREFIXES, "a length that no "
			    "neighbour may announce (expected /8 to /24, or "
			    "/16 to /48)");
		if (site_owns(c->site, p))
			ok = refuse(c, NEIGHBOR_PREFIXES, "our own (expected "
			    "the neighbour's)");
	}
	return ok;
}

static bool
check_names(const struct checking *c)
{
	const struct neighbor *n = c->n;
	bool ok = true;

	if (n->router == NULL)
		ok = refuse(c, NEIGHBOR_ROUTER, "missing (expected it, as "
		    "there are several)");
	else if (site_find_router(c->site, n->router) == NULL)
		ok = refuse(c, NEIGHBOR_ROUTER, "an unknown router (expected "
		    "one of the site's)");
	if (!neighbor_given(n, NEIGHBOR_PROTOCOL))
		return ok;
	if (birdword_is(n->protocol))
		ok = refuse(c, NEIGHBOR_PROTOCOL, "a word of BIRD's own "
		    "(expected another name)");
	if (strncmp(n->protocol, "bf_", 3) == 0 ||
	    strncmp(n->protocol, "BF_", 3) == 0)
		ok = refuse(c, NEIGHBOR_PROTOCOL, "begins as birdfeed's own "
		    "names do (expected another beginning than bf_)");
	return ok;
}

bool
neighbor_check(const struct site *site, const struct neighbor *n,
    struct diag *diag)
{
	static bool (*const check[])(const struct checking *c) = {
		check_names, check_type, check_asn, check_address,
		check_multihop, check_prefixes,
	};
	struct checking c = { site, n, diag };
	bool ok = true;

	for (size_t i = 0; i < sizeof check / sizeof *check; i++)
		ok &= check[i](&c);
	return ok;
}

/* By name, as BIRD sees it: "a-b" is a_b there. */
static int
symbol_cmp(const struct neighbor *a, const struct neighbor *b)
{
	char x[NEIGHBOR_SYMBOL], y[NEIGHBOR_SYMBOL];

	return strcmp(neighbor_symbol(x, a), neighbor_symbol(y, b));
}

static int
protocol_cmp(const struct neighbor *a, const struct neighbor *b)
{
	return strcmp(a->protocol, b->protocol);
}

/* BIRD 2.0 runs one session with an address at a time. */
static int
address_cmp(const struct neighbor *a, const struct neighbor *b)
{
	int c = addr_cmp(&a->address, &b->address);

	return c != 0 || a->interface == NULL || b->interface == NULL ? c :
	    strcmp(a->interface, b->interface);
}

static const struct unique {
	unsigned key;
	int (*cmp)(const struct neighbor *a, const struct neighbor *b);
} unique[] = {
	{ NEIGHBOR_NAME, symbol_cmp },
	{ NEIGHBOR_PROTOCOL, protocol_cmp },
	{ NEIGHBOR_ADDRESS, address_cmp },
};

static int
by_value(const void *a, const void *b, void *row)
{
	const struct neighbor *const *x = a, *const *y = b;
	int c = strcmp((*x)->router, (*y)->router);

	if (c == 0)
		c = ((const struct unique *)row)->cmp(*x, *y);
	return c != 0 ? c : ((*x)->at > (*y)->at) - ((*x)->at < (*y)->at);
}

static bool
check_unique(const struct site *site, struct unique row, struct diag *diag)
{
	const struct neighbor_list *all = &site->sessions;
	const struct neighbor **v = mem_alloc(all->n * sizeof *v);
	struct buf text = { 0 };
	bool ok = true;

	for (size_t i = 0; i < all->n; i++)
		v[i] = &all->v[i];
	if (all->n > 0)
		qsort_r(v, all->n, sizeof *v, by_value, &row);
	for (size_t i = 1; i < all->n; i++) {
		struct checking c = { site, v[i], diag };

		if (strcmp(v[i - 1]->router, v[i]->router) != 0 ||
		    row.cmp(v[i - 1], v[i]) != 0)
			continue;
		text.len = 0;
		buf_printf(&text, "session %s of this router has the same "
		    "(expected another)", v[i - 1]->name);
		ok = refuse(&c, row.key, buf_cstr(&text));
	}
	buf_free(&text);
	free(v);
	return ok;
}

bool
neighbors_check(const struct site *site, struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < sizeof unique / sizeof *unique; i++)
		ok &= check_unique(site, unique[i], diag);
	return ok;
}
