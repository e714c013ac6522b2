/*
 * The checks a peer has to pass.  A new one is a function that says what is
 * wrong, and a row at the end of this file; see HACKING.
 */
#include "check.h"

#include <inttypes.h>
#include <string.h>

#include "asn.h"
#include "name.h"

#define CHECK(name) \
static bool \
name(const struct check_context *c, const struct peer *p, struct why *why)

/* Fails with this reason; for the last line of a check. */
#define FAIL(...) return why_set(why, __VA_ARGS__), true

CHECK(router_unknown)
{
	if (c->router != NULL)
		return false;
	if (!peer_given(p, PEER_ROUTER))
		FAIL("missing (expected one of the site's routers)");
	FAIL("no router \"%s\" in the site file", p->router);
}

CHECK(asn_reserved_number)
{
	(void)c;
	if (!asn_reserved(p->asn))
		return false;
	FAIL("AS%" PRIu32 " is reserved (expected one a network may use)",
	    p->asn);
}

CHECK(asn_ours)
{
	if (p->asn != c->site->network.asn)
		return false;
	FAIL("AS%" PRIu32 " is this network itself", p->asn);
}

CHECK(asn_not_registered)
{
	if (c->site->registry.kind == REGISTRY_NONE ||
	    registry_has(c->registry, p->asn))
		return false;
	FAIL("AS%" PRIu32 " is not in the registry (expected an aut-num "
	    "object)", p->asn);
}

CHECK(mntner_missing)
{
	if (!c->stranger || peer_given(p, PEER_MNTNER))
		return false;
	FAIL("missing (expected the mntner that the request was "
	    "authenticated for)");
}

CHECK(mntner_other)
{
	if (!peer_given(p, PEER_MNTNER) ||
	    c->site->registry.kind == REGISTRY_NONE ||
	    registry_maintains(c->registry, p->asn, p->mntner))
		return false;
	FAIL("AS%" PRIu32 " is not maintained by %.80s (expected one of its "
	    "mnt-by)", p->asn, p->mntner);
}

CHECK(tunnel_impossible)
{
	if (p->tunnel != TUNNEL_WIREGUARD || c->router == NULL ||
	    c->router->line[ROUTER_WIREGUARD] != 0)
		return false;
	FAIL("the router %s has no wireguard in the site file",
	    c->router->name);
}

CHECK(key_missing)
{
	(void)c;
	if (p->tunnel != TUNNEL_WIREGUARD || peer_given(p, PEER_PUBLIC_KEY))
		return false;
	FAIL("missing (expected the peer's WireGuard public key)");
}

CHECK(key_zero)
{
	(void)c;
	if (!peer_given(p, PEER_PUBLIC_KEY) ||
	    !wgkey_is_zero(&p->public_key))
		return false;
	FAIL("the all-zero key (expected a key that wg pubkey printed)");
}

CHECK(key_low_order)
{
	(void)c;
	if (!peer_given(p, PEER_PUBLIC_KEY) ||
	    !wgkey_is_low_order(&p->public_key))
		return false;
	FAIL("a point of small order (expected a key that wg pubkey "
	    "printed)");
}

CHECK(key_ours)
{
	for (size_t i = 0; i < c->site->nrouters; i++) {
		const struct site_router *r = &c->site->routers[i];

		if (!peer_given(p, PEER_PUBLIC_KEY) ||
		    r->line[ROUTER_WIREGUARD] == 0 || !wgkey_equal(
		    &p->public_key, &r->wireguard.public_key))
			continue;
		FAIL("this is the key of our own router %s", r->name);
	}
	return false;
}

CHECK(key_of_another_peer)
{
	(void)p;
	if (!c->key_shared)
		return false;
	FAIL("another peer has the same key (each has an interface of its "
	    "own, so it works)");
}

/* The checks of an endpoint that came as an address look at this. */
static const struct addr *
endpoint_addr(const struct peer *p)
{
	return peer_given(p, PEER_ENDPOINT) && p->endpoint.host == NULL ?
	    &p->endpoint.addr : NULL;
}

CHECK(endpoint_private)
{
	const struct addr *a = endpoint_addr(p);
	char text[ADDR_TEXT];

	(void)c;
	if (a == NULL || addr_is_public(a))
		return false;
	FAIL("%s is not an address of the public internet",
	    addr_print(text, a));
}

CHECK(endpoint_family)
{
	static const unsigned family[] = { [FAMILY_IPV4] = 4,
		[FAMILY_IPV6] = 6 };
	const struct addr *a = endpoint_addr(p);
	unsigned rule = c->site->peering.endpoint_family;
	char text[ADDR_TEXT];

	if (a == NULL || rule == FAMILY_BOTH || a->family == family[rule])
		return false;
	FAIL("%s is not IPv%u, which this network asks for",
	    addr_print(text, a), family[rule]);
}

CHECK(endpoint_ours)
{
	const struct addr *a = endpoint_addr(p);
	struct prefix host;

	if (!peer_given(p, PEER_ENDPOINT))
		return false;
	if (a != NULL) {
		host = prefix_of(a, addr_bits(a));
		if (site_owns(c->site, &host))
			FAIL("an address of this network itself");
	}
	for (size_t i = 0; i < c->site->nrouters; i++) {
		const struct site_router *r = &c->site->routers[i];

		if (r->line[ROUTER_ENDPOINT] == 0)
			continue;
		if (a != NULL ? r->endpoint.host == NULL &&
		    addr_cmp(a, &r->endpoint.addr) == 0 :
		    r->endpoint.host != NULL &&
		    strcmp(p->endpoint.host, r->endpoint.host) == 0)
			FAIL("the endpoint of our own router %s", r->name);
	}
	return false;
}

CHECK(endpoint_reserved)
{
	const struct addr *a = endpoint_addr(p);
	char text[ADDR_TEXT];

	if (a == NULL ||
	    !prefix_list_contains(&c->site->peering.reserved_networks, a))
		return false;
	FAIL("%s lies in a reserved network of the site",
	    addr_print(text, a));
}

CHECK(id_too_large)
{
	if (!peer_given(p, PEER_ID) || c->router == NULL ||
	    p->tunnel != TUNNEL_WIREGUARD ||
	    p->id <= 65535 - c->router->wireguard.base_port)
		return false;
	FAIL("%" PRIu32 " (expected 1 .. %" PRIu32 ", 65535 less the base "
	    "port)", p->id, 65535 - c->router->wireguard.base_port);
}

CHECK(listen_port_missing)
{
	(void)c;
	if (p->tunnel != TUNNEL_WIREGUARD || peer_given(p, PEER_LISTEN_PORT))
		return false;
	FAIL("missing (expected one, or an id to make it of)");
}

CHECK(link_local_range)
{
	(void)c;
	if ((!peer_given(p, PEER_LINK_LOCAL) ||
	    addr_is_link_local(&p->link_local)) &&
	    (!peer_given(p, PEER_LOCAL_LINK_LOCAL) ||
	    addr_is_link_local(&p->local_link_local)))
		return false;
	FAIL("not in fe80::/10");
}

CHECK(link_local_ours)
{
	const struct site_router *r = c->router;

	if (!peer_given(p, PEER_LINK_LOCAL) || r == NULL)
		return false;
	if ((r->wireguard.line[WIREGUARD_LINK_LOCAL] == 0 ||
	    addr_cmp(&p->link_local, &r->wireguard.link_local) != 0) &&
	    (!peer_given(p, PEER_LOCAL_LINK_LOCAL) ||
	    addr_cmp(&p->link_local, &p->local_link_local) != 0))
		return false;
	FAIL("this is our own side's address");
}

CHECK(link_local_no_local)
{
	(void)c;
	if (!peer_given(p, PEER_LINK_LOCAL) ||
	    p->tunnel != TUNNEL_WIREGUARD ||
	    peer_given(p, PEER_LOCAL_LINK_LOCAL))
		return false;
	FAIL("missing (expected it, or the router's wireguard: link-local)");
}

CHECK(address_missing)
{
	bool v6 = peer_given(p, PEER_LINK_LOCAL) || peer_given(p, PEER_IPV6);
	bool v4 = peer_given(p, PEER_IPV4);

	(void)c;
	if (p->families == FAMILIES_SEPARATE && !v4)
		FAIL("no ipv4 pair for the IPv4 session (expected ipv4: "
		    "OURS/THEIRS)");
	if (v6 || (p->families == FAMILIES_IPV4 && v4))
		return false;
	FAIL("no address to reach the peer at (expected link-local, ipv6 or "
	    "an id to make one of)");
}

CHECK(interface_missing)
{
	(void)c;
	if (peer_given(p, PEER_INTERFACE) || !peer_given(p, PEER_LINK_LOCAL))
		return false;
	FAIL("missing (expected the interface of the link-local address)");
}

CHECK(interface_name)
{
	(void)c;
	return peer_given(p, PEER_INTERFACE) &&
	    !ifname_check(p->interface, strlen(p->interface), why);
}

CHECK(protocol_name)
{
	(void)c;
	if (!peer_given(p, PEER_PROTOCOL))
		return false;
	if (!symbol_check(p->protocol, strlen(p->protocol), why))
		return true;
	if (strncmp(p->protocol, "bf_", 3) != 0)
		return false;
	FAIL("names that start with bf_ are birdfeed's own");
}

const struct check checks[] = {
	{ "router-known", PEER_ROUTER, false, router_unknown },
	{ "asn-usable", PEER_ASN, false, asn_reserved_number },
	{ "asn-ours", PEER_ASN, false, asn_ours },
	{ "asn-exists", PEER_ASN, false, asn_not_registered },
	{ "mntner-given", PEER_MNTNER, false, mntner_missing },
	{ "mntner-maintains", PEER_MNTNER, false, mntner_other },
	{ "tunnel-possible", PEER_TUNNEL, false, tunnel_impossible },
	{ "key-given", PEER_PUBLIC_KEY, false, key_missing },
	{ "key-zero", PEER_PUBLIC_KEY, false, key_zero },
	{ "key-low-order", PEER_PUBLIC_KEY, false, key_low_order },
	{ "key-ours", PEER_PUBLIC_KEY, false, key_ours },
	{ "key-shared", PEER_PUBLIC_KEY, true, key_of_another_peer },
	{ "endpoint-public", PEER_ENDPOINT, false, endpoint_private },
	{ "endpoint-family", PEER_ENDPOINT, false, endpoint_family },
	{ "endpoint-ours", PEER_ENDPOINT, false, endpoint_ours },
	{ "endpoint-reserved", PEER_ENDPOINT, false, endpoint_reserved },
	{ "id-range", PEER_ID, false, id_too_large },
	{ "listen-port-known", PEER_LISTEN_PORT, false, listen_port_missing },
	{ "link-local-range", PEER_LINK_LOCAL, false, link_local_range },
	{ "link-local-ours", PEER_LINK_LOCAL, false, link_local_ours },
	{ "link-local-local", PEER_LOCAL_LINK_LOCAL, false,
	    link_local_no_local },
	{ "address-known", PEER_FAMILIES, false, address_missing },
	{ "interface-known", PEER_INTERFACE, false, interface_missing },
	{ "interface-name", PEER_INTERFACE, false, interface_name },
	{ "protocol-name", PEER_PROTOCOL, false, protocol_name },
	{ NULL, 0, false, NULL },
};
