/* Checks a session: keys that it needs, and keys that it must not have. */
#include "site/neighbor-check.h"

#include <string.h>

#include "base/asn.h"
#include "base/birdword.h"
#include "base/buf.h"
#include "site/checking.h"
#include "site/mesh-links.h"
#include "site/neighbor-way.h"

static bool
refuse(const struct checking *c, unsigned key, const char *text)
{
	return checking_refuse(c, key, text);
}

#define OF(type) (1u << TYPE_##type)
#define BGP_TYPES (OF(UPSTREAM) | OF(PEER) | OF(ROUTE_SERVER) | OF(DOWNSTREAM))
#define LISTED (OF(PEER) | OF(DOWNSTREAM))

#define NOTHING_TAKEN "of a collector (expected none: nothing is taken from it)"
#define SEES_ALL "of a collector (expected none: it sees what there is)"

/* Keys that only some types may have, and the error for other types. */
static const struct {
	unsigned key;
	unsigned types;
	const char *expected;
} limited[] = {
	{ NEIGHBOR_IMPORT, BGP_TYPES | OF(IBGP), NOTHING_TAKEN },
	{ NEIGHBOR_IMPORT_LIMIT, BGP_TYPES | OF(IBGP), NOTHING_TAKEN },
	{ NEIGHBOR_RECEIVE_LIMIT, BGP_TYPES | OF(IBGP), NOTHING_TAKEN },
	{ NEIGHBOR_LOCAL_PREF, BGP_TYPES | OF(IBGP), NOTHING_TAKEN },
	{ NEIGHBOR_PREFER, BGP_TYPES | OF(IBGP), NOTHING_TAKEN },
	{ NEIGHBOR_IMPORT_HOOK, BGP_TYPES | OF(IBGP), NOTHING_TAKEN },
	{ NEIGHBOR_ANNOUNCE, BGP_TYPES | OF(IBGP), SEES_ALL },
	{ NEIGHBOR_PREPEND, BGP_TYPES | OF(IBGP), SEES_ALL },
	{ NEIGHBOR_MED, BGP_TYPES | OF(IBGP), SEES_ALL },
	{ NEIGHBOR_DRAIN, BGP_TYPES | OF(IBGP),
	    "of a collector (expected none: it has no traffic)" },
	{ NEIGHBOR_PREFIXES, LISTED | OF(IBGP),
	    "of another type (expected it of a peer, a downstream or an "
	    "ibgp)" },
	{ NEIGHBOR_AS_SET, LISTED,
	    "of another type (expected it of a peer or a downstream)" },
	{ NEIGHBOR_ASNS, LISTED,
	    "of another type (expected it of a peer or a downstream)" },
	{ NEIGHBOR_MORE_SPECIFICS, LISTED,
	    "of another type (expected it of a peer or a downstream)" },
	{ NEIGHBOR_DEFAULT_ROUTE, OF(UPSTREAM) | OF(DOWNSTREAM),
	    "of another type (expected it of an upstream, to take it, or of "
	    "a downstream, to send it)" },
	{ NEIGHBOR_BLACKHOLE, OF(UPSTREAM) | OF(ROUTE_SERVER) | OF(DOWNSTREAM),
	    "of another type (expected it of a downstream, "
	    "an upstream or a route-server)" },
	{ NEIGHBOR_BLACKHOLE_COMMUNITIES, OF(UPSTREAM) | OF(ROUTE_SERVER),
	    "of another type (expected it of an upstream or a "
	    "route-server)" },
	{ NEIGHBOR_ADD_PATHS, OF(COLLECTOR),
	    "of another type (expected it of a collector)" },
	{ NEIGHBOR_RR_CLIENT, OF(IBGP),
	    "of another type (expected it of an ibgp)" },
	/* Within the network, only the border routers set these. */
	{ NEIGHBOR_LOCAL_PREF, ~OF(IBGP),
	    "of an ibgp (expected none: the "
	    "borders set it)" },
	{ NEIGHBOR_PREFER, ~OF(IBGP),
	    "of an ibgp (expected none: the "
	    "borders set it)" },
	{ NEIGHBOR_ANNOUNCE, ~OF(IBGP),
	    "of an ibgp (expected none: your "
	    "own IGP carries the network's prefixes)" },
	{ NEIGHBOR_COMMUNITIES, ~OF(IBGP),
	    "of an ibgp (expected it of the "
	    "sessions at the borders)" },
	{ NEIGHBOR_PREPEND, ~OF(IBGP),
	    "of an ibgp (expected it of the "
	    "sessions at the borders)" },
	{ NEIGHBOR_MED, ~OF(IBGP),
	    "of an ibgp (expected it of the sessions "
	    "at the borders)" },
	{ NEIGHBOR_DRAIN, ~OF(IBGP),
	    "of an ibgp (expected it of the "
	    "router, or of the sessions at the borders)" },
};

static bool
check_type(const struct checking *c)
{
	static const unsigned role_of[] = { ROLE_CUSTOMER, ROLE_PEER,
		ROLE_RS_CLIENT, ROLE_PROVIDER, ROLE_NONE, ROLE_NONE };
	const struct neighbor *n = c->n;
	bool ok = true;

	if (c->site->registry.kind == REGISTRY_DN42 &&
	    n->type != TYPE_COLLECTOR && n->type != TYPE_IBGP)
		ok = refuse(c, NEIGHBOR_TYPE,
		    "has no meaning in dn42 "
		    "(expected collector or ibgp here, and who peers as a "
		    "peer, with tunnel: none)");
	for (size_t i = 0; i < sizeof limited / sizeof *limited; i++)
		if (neighbor_given(n, limited[i].key) &&
		    (limited[i].types & 1u << n->type) == 0)
			ok = refuse(c, limited[i].key, limited[i].expected);
	if (n->role != ROLE_NONE && n->role != role_of[n->type])
		ok = refuse(c, NEIGHBOR_ROLE,
		    "is not that of the type "
		    "(expected none, or to leave it out)");
	if (n->type == TYPE_DOWNSTREAM && neighbor_imports(n) &&
	    !neighbor_listed(n))
		ok = refuse(c, NEIGHBOR_PREFIXES,
		    "missing (expected prefixes, "
		    "as-set or asns: what a downstream may announce)");
	if (neighbor_given(n, NEIGHBOR_MORE_SPECIFICS) && !neighbor_listed(n))
		ok = refuse(c, NEIGHBOR_MORE_SPECIFICS,
		    "of no list (expected "
		    "prefixes, as-set or asns)");
	if (neighbor_given(n, NEIGHBOR_BLACKHOLE_COMMUNITIES) && !n->blackhole)
		ok = refuse(c, NEIGHBOR_BLACKHOLE_COMMUNITIES,
		    "without "
		    "blackhole (expected blackhole: true, too)");
	return ok;
}

/* Refuses keys that contradict "import: none". */
static bool
check_import(const struct checking *c)
{
	const struct neighbor *n = c->n;
	size_t count;
	const unsigned *keys = neighbor_import_keys(&count);
	bool ok = true;

	if (n->type == TYPE_COLLECTOR)
		return true;
	for (size_t i = 0; n->import == IMPORT_NONE && i < count; i++)
		if (neighbor_given(n, keys[i]))
			ok = refuse(c, keys[i],
			    "of a session that takes "
			    "nothing (expected another import than none, or "
			    "the key left out)");
	if (n->import == IMPORT_NONE && n->type == TYPE_UPSTREAM &&
	    n->default_route)
		ok = refuse(c, NEIGHBOR_DEFAULT_ROUTE,
		    "of a session that "
		    "takes nothing (expected import: default, or the key left "
		    "out)");
	if (n->import != IMPORT_DEFAULT)
		return ok;
	if (n->type != TYPE_UPSTREAM)
		ok = refuse(c, NEIGHBOR_IMPORT,
		    "default of another type "
		    "(expected it of an upstream)");
	else if (neighbor_given(n, NEIGHBOR_DEFAULT_ROUTE) && !n->default_route)
		ok = refuse(c, NEIGHBOR_DEFAULT_ROUTE,
		    "false, and import is "
		    "default (expected one of them)");
	return ok;
}

static bool
check_asn(const struct checking *c)
{
	const struct neighbor *n = c->n;
	const bool own = n->asn == c->site->network.asn;
	bool ok = true;

	if (n->type != TYPE_IBGP && !neighbor_given(n, NEIGHBOR_ASN))
		return refuse(c, NEIGHBOR_ASN, "missing");
	if (asn_reserved(n->asn))
		ok = refuse(c, NEIGHBOR_ASN, "a reserved AS number");
	if (own && n->type != TYPE_IBGP)
		ok = refuse(c, NEIGHBOR_ASN,
		    "our own (expected another's; "
		    "the site's own routers are joined by its mesh, or by "
		    "type: ibgp)");
	if (!own && n->type == TYPE_IBGP)
		ok = refuse(c, NEIGHBOR_ASN,
		    "not ours (expected another type "
		    "than ibgp)");
	return ok;
}

/* Checks our next hop for the family that the session's address does not
 * have. */
static bool
check_next_hop(const struct checking *c)
{
	const struct neighbor *n = c->n;
	const unsigned other = n->address.family == 4 ? 6 : 4;
	const unsigned same_key = other == 6 ? NEIGHBOR_LOCAL_IPV4 :
					       NEIGHBOR_LOCAL_IPV6;
	const unsigned key = other == 6 ? NEIGHBOR_LOCAL_IPV6 :
					  NEIGHBOR_LOCAL_IPV4;
	const struct site_router *router = n->router != NULL ?
	    site_find_router(c->site, n->router) :
	    NULL;
	bool ok = true;

	if (neighbor_given(n, same_key))
		ok = refuse(c, same_key,
		    "of the session's own family "
		    "(expected local)");
	if (neighbor_given(n, key) && !neighbor_carries(n, other))
		ok = refuse(c, key,
		    "of a family that the session does not "
		    "carry (expected families: mp, or that family)");
	if (neighbor_given(n, NEIGHBOR_LOCAL_IPV6) &&
	    addr_is_link_local(&n->local_ipv6))
		ok = refuse(c, NEIGHBOR_LOCAL_IPV6,
		    "a link-local address "
		    "(expected a global one)");
	if (!neighbor_carries(n, other) || n->extended_next_hop ||
	    router == NULL || neighbor_given(n, key) ||
	    router->line[other == 6 ? ROUTER_IPV6 : ROUTER_IPV4] != 0)
		return ok;
	return refuse(c, key,
	    other == 6 ?
		"missing (expected it, or the "
		"router's ipv6: the next hop of IPv6 routes over an IPv4 "
		"neighbor)" :
		"missing (expected it, or the router's ipv4: the "
		"next hop of IPv4 routes over an IPv6 neighbor; or "
		"extended-next-hop: true)");
}

static bool
check_address(const struct checking *c)
{
	const struct neighbor *n = c->n;
	const bool link_local = addr_is_link_local(&n->address);
	bool ok = true;

	if (link_local && n->interface == NULL)
		ok = refuse(c, NEIGHBOR_INTERFACE,
		    "missing (expected it, as "
		    "the neighbor is a link-local address)");
	if (!link_local && n->interface != NULL &&
	    !neighbor_given(n, NEIGHBOR_MULTIHOP))
		ok = refuse(c, NEIGHBOR_INTERFACE,
		    "of a neighbor that needs "
		    "none (expected it for a link-local address, or with "
		    "multihop)");
	if (n->interface != NULL && mesh_interface(n->interface))
		ok = refuse(c, NEIGHBOR_INTERFACE,
		    "a link of the mesh "
		    "(expected none that begins with " MESH_INTERFACE ")");
	if (neighbor_given(n, NEIGHBOR_LOCAL) &&
	    (n->local.family != n->address.family ||
		addr_is_link_local(&n->local) != link_local ||
		addr_cmp(&n->local, &n->address) == 0))
		ok = refuse(c, NEIGHBOR_LOCAL,
		    "does not go with the neighbor "
		    "(expected another address of its family, link-local "
		    "when it is)");
	return ok;
}

/* Returns why the session must not list P, or NULL.  A downstream may have a
 * part of our prefixes, an ibgp session any of them. */
static const char *
prefix_refused(const struct checking *c, const struct prefix *p)
{
	const struct prefix_list *own = &c->site->network.prefixes;
	bool whole = false;

	if (c->n->type == TYPE_IBGP)
		return site_owns(c->site, p) ?
		    NULL :
		    "not ours (expected a "
		    "part of the network's prefixes)";
	if (p->len < NEIGHBOR_SHORTEST(p->addr.family) ||
	    p->len > NEIGHBOR_LONGEST(p->addr.family))
		return "a length that no neighbour may announce (expected /8 "
		       "to /24, or /16 to /48)";
	if (!site_owns(c->site, p))
		return NULL;
	for (size_t i = 0; i < own->n; i++)
		whole |= prefix_cmp(&own->v[i], p) == 0;
	if (c->n->type != TYPE_DOWNSTREAM)
		return "our own (expected the neighbour's)";
	return whole ? "our own (expected the neighbour's, or a part of "
		       "ours)" :
		       NULL;
}

static bool
check_prefixes(const struct checking *c)
{
	bool ok = true;

	for (size_t i = 0; i < c->n->prefixes.n; i++) {
		const char *text = prefix_refused(c, &c->n->prefixes.v[i]);

		if (text != NULL)
			ok = refuse(c, NEIGHBOR_PREFIXES, text);
	}
	for (size_t i = 0; i < c->n->announce.n; i++)
		if (!site_owns(c->site, &c->n->announce.v[i]))
			ok = refuse(c, NEIGHBOR_ANNOUNCE,
			    "not ours (expected "
			    "some of the network's prefixes, or of the "
			    "router's announce)");
	return ok;
}

/* Checks the name of an operator's function.  Our names begin with bf_. */
static bool
check_hook(const struct checking *c, unsigned key, const char *name)
{
	const struct site_router *router = c->n->router != NULL ?
	    site_find_router(c->site, c->n->router) :
	    NULL;

	if (name == NULL)
		return true;
	if (router != NULL && router->hooks.n == 0)
		return refuse(c, key,
		    "of a router without hooks (expected "
		    "its hooks: to name the file with this function)");
	if (birdword_is(name))
		return refuse(c, key,
		    "a word of BIRD's own (expected another "
		    "name)");
	if (strncmp(name, "bf_", 3) == 0 || strncmp(name, "BF_", 3) == 0)
		return refuse(c, key,
		    "begins as birdfeed's own names do "
		    "(expected a function of your own)");
	return true;
}

static bool
check_hooks(const struct checking *c)
{
	const bool import = check_hook(c, NEIGHBOR_IMPORT_HOOK,
	    c->n->import_hook);

	return check_hook(c, NEIGHBOR_EXPORT_HOOK, c->n->export_hook) && import;
}

/* The BIRD constant with the password is named after the protocol, and a BIRD
 * symbol has at most 64 characters. */
static bool
check_password_name(const struct checking *c)
{
	const size_t most = 64 - strlen("BIRDFEED_PASSWORD_");
	struct buf text = { 0 };

	if (c->n->password_file == NULL || strlen(c->n->protocol) <= most)
		return true;
	buf_printf(&text,
	    "\"%s\" (expected at most %zu characters, because "
	    "the password's constant is named after it)",
	    c->n->protocol, most);
	refuse(c, NEIGHBOR_PROTOCOL, buf_cstr(&text));
	buf_free(&text);
	return false;
}

static bool
check_names(const struct checking *c)
{
	const struct neighbor *n = c->n;
	bool ok = true;

	if (n->router == NULL)
		ok = refuse(c, NEIGHBOR_ROUTER,
		    "missing (expected it, as "
		    "there are several)");
	else if (site_find_router(c->site, n->router) == NULL)
		ok = refuse(c, NEIGHBOR_ROUTER,
		    "an unknown router (expected "
		    "one of the site's)");
	if (!neighbor_given(n, NEIGHBOR_PROTOCOL))
		return ok;
	if (birdword_is(n->protocol))
		ok = refuse(c, NEIGHBOR_PROTOCOL,
		    "a word of BIRD's own "
		    "(expected another name)");
	if (strncmp(n->protocol, "bf_", 3) == 0 ||
	    strncmp(n->protocol, "BF_", 3) == 0)
		ok = refuse(c, NEIGHBOR_PROTOCOL,
		    "begins as birdfeed's own "
		    "names do (expected another beginning than bf_)");
	return check_password_name(c) && ok;
}

bool
neighbor_check(const struct site *site, const struct neighbor *n,
    struct diag *diag)
{
	static bool (*const check[])(const struct checking *c) = {
		check_names,
		check_type,
		check_import,
		check_asn,
		check_address,
		check_next_hop,
		neighbor_way_check,
		check_prefixes,
		check_hooks,
	};
	struct checking c = { site, n, diag };
	bool ok = true;

	for (size_t i = 0; i < sizeof check / sizeof *check; i++)
		ok &= check[i](&c);
	return ok;
}
