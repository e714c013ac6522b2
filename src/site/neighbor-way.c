/* The way to a neighbour: multihop, and its gateways. */
#include "site/neighbor-way.h"

#include "base/prefix.h"

static bool
refuse(const struct checking *c, unsigned key, const char *text)
{
	return checking_refuse(c, key, text);
}

/* True if a static route of the router leads to the neighbour, or, for the
 * FAMILY that its address does not have, to somewhere. */
static bool
static_way(const struct checking *c, unsigned family)
{
	const struct site_router *r = c->n->router != NULL ?
	    site_find_router(c->site, c->n->router) :
	    NULL;

	for (size_t i = 0; r != NULL && i < r->static_routes.n; i++) {
		const struct static_route *s = &r->static_routes.v[i];

		if ((s->way == WAY_VIA || s->way == WAY_INTERFACE) &&
		    s->prefix.addr.family == family &&
		    (family != c->n->address.family ||
			prefix_contains_addr(&s->prefix, &c->n->address)))
			return true;
	}
	return false;
}

/* Is a gateway of the session link-local? */
static bool
link_local_gateway(const struct neighbor *n)
{
	const struct addr *six = neighbor_gateway(n, 6);

	return six != NULL && addr_is_link_local(six);
}

#define NO_GATEWAY \
	"does not go with the neighbor (expected another address " \
	"of its family)"

static bool
check_gateway(const struct checking *c)
{
	const struct neighbor *n = c->n;
	const struct addr *own = neighbor_gateway(n, n->address.family);
	bool ok = true;

	if (!neighbor_given(n, NEIGHBOR_MULTIHOP))
		ok = refuse(c, NEIGHBOR_GATEWAY,
		    "to a neighbor on the link "
		    "(expected multihop, or none)");
	for (unsigned family = 4; family <= 6; family += 2)
		if (neighbor_gateway(n, family) != NULL &&
		    family != n->address.family && !neighbor_carries(n, family))
			ok = refuse(c, NEIGHBOR_GATEWAY, NO_GATEWAY);
	if (own != NULL && addr_cmp(own, &n->address) == 0)
		ok = refuse(c, NEIGHBOR_GATEWAY, NO_GATEWAY);
	if (link_local_gateway(n) && n->interface == NULL)
		ok = refuse(c, NEIGHBOR_INTERFACE,
		    "missing (expected it, as "
		    "the gateway is a link-local address)");
	else if (!link_local_gateway(n) && n->interface != NULL)
		ok = refuse(c, NEIGHBOR_INTERFACE,
		    "of a gateway that needs "
		    "none (expected it for a link-local address only)");
	return ok;
}

/*
 * BIRD does not know a route to the next hop of a multihop neighbour's routes
 * in the family that its address does not have: they are unreachable.
 */
static bool
check_other_gateway(const struct checking *c)
{
	const struct neighbor *n = c->n;
	const unsigned other = n->address.family == 4 ? 6 : 4;

	if (!neighbor_carries(n, other) || n->extended_next_hop ||
	    neighbor_gateway(n, other) != NULL || static_way(c, other))
		return true;
	return refuse(c, NEIGHBOR_GATEWAY,
	    other == 6 ?
		"missing for IPv6, "
		"and BIRD would not know the way for these routes (expected "
		"gateway: {ipv4: ADDRESS, ipv6: ADDRESS}, with interface: "
		"NAME, if "
		"it is link-local; or import: none)" :
		"missing for IPv4, and "
		"BIRD would not know the way for these routes (expected "
		"gateway: "
		"{ipv4: ADDRESS, ipv6: ADDRESS}; extended-next-hop: true; or "
		"import: none)");
}

bool
neighbor_way_check(const struct checking *c)
{
	const struct neighbor *n = c->n;
	const bool imports = neighbor_given(n, NEIGHBOR_MULTIHOP) &&
	    neighbor_imports(n);
	bool ok = true;

	if (neighbor_given(n, NEIGHBOR_MULTIHOP) &&
	    addr_is_link_local(&n->address))
		ok = refuse(c, NEIGHBOR_MULTIHOP,
		    "to a link-local neighbor "
		    "(expected none: it is on the link)");
	else if (imports && n->type == TYPE_IBGP)
		; /* the operator's IGP knows the way */
	else if (imports && !neighbor_has_way(n) &&
	    !static_way(c, n->address.family))
		ok = refuse(c, NEIGHBOR_GATEWAY,
		    "missing, and BIRD would not "
		    "know the way to the neighbor (expected gateway: ADDRESS, "
		    "as of the host's default route; with interface: NAME, if "
		    "it is link-local; interface: NAME alone for a neighbor "
		    "on that network; a static route of the router; or "
		    "import: none)");
	else if (imports)
		ok = check_other_gateway(c);
	if (neighbor_given(n, NEIGHBOR_GATEWAY))
		ok &= check_gateway(c);
	return ok;
}
