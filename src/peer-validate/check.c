/*
 * The checks that a peer must pass.  To add a check, write a function that
 * fills WHY, and a row at the end of this file; see HACKING.
 */
#include "peer-validate/check.h"

#include <inttypes.h>
#include <string.h>

#include "base/asn.h"
#include "base/birdword.h"
#include "base/name.h"
#include "base/public.h"

#define CHECK(name) \
	static bool name(const struct check_context *c, const struct peer *p, \
	    struct why *why)

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
	char age[REVISION_AGE];

	if (c->site->registry.kind == REGISTRY_NONE)
		return false;
	if (registry_repeats(c->registry, p->asn))
		FAIL("AS%" PRIu32 " has aut-num records with different "
		     "mnt-by, and none is believed (expected one)",
		    p->asn);
	if (registry_has(c->registry, p->asn))
		return false;
	FAIL("AS%" PRIu32 " is not in the registry%s (expected an aut-num "
	     "object)",
	    p->asn, revision_age(age, &c->registry->revision));
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
	char age[REVISION_AGE];

	if (!peer_given(p, PEER_MNTNER))
		return false;
	if (c->site->registry.kind == REGISTRY_NONE) {
		/*
		 * Nothing names the AS's maintainer, so a stranger's claim is
		 * not enough.
		 */
		if (!c->stranger)
			return false;
		FAIL("without a registry, nothing shows whose AS%" PRIu32
		     " is (expected --trusted)",
		    p->asn);
	}
	if (registry_maintains(c->registry, p->asn, p->mntner))
		return false;
	FAIL("AS%" PRIu32 " is not maintained by %.80s in the registry%s "
	     "(expected one of its mnt-by)",
	    p->asn, p->mntner, revision_age(age, &c->registry->revision));
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
	if (!peer_lacks(p, PEER_PUBLIC_KEY))
		return false;
	FAIL("missing (expected the peer's WireGuard public key)");
}

CHECK(key_zero)
{
	(void)c;
	if (!peer_given(p, PEER_PUBLIC_KEY) || !wgkey_is_zero(&p->public_key))
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

CHECK(key_other_form)
{
	(void)c;
	if (!peer_given(p, PEER_PUBLIC_KEY) ||
	    wgkey_is_canonical(&p->public_key))
		return false;
	FAIL("another form of a key (expected a key that wg pubkey printed)");
}

CHECK(key_ours)
{
	for (size_t i = 0; i < c->site->nrouters; i++) {
		const struct site_router *r = &c->site->routers[i];

		if (!peer_given(p, PEER_PUBLIC_KEY) ||
		    r->line[ROUTER_WIREGUARD] == 0 ||
		    !wgkey_equal(&p->public_key, &r->wireguard.public_key))
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

/* The address of an endpoint that is not a host name, or NULL. */
static const struct addr *
endpoint_addr(const struct peer *p)
{
	return peer_given(p, PEER_ENDPOINT) && p->endpoint.host == NULL ?
	    &p->endpoint.addr :
	    NULL;
}

CHECK(endpoint_private)
{
	const struct addr *a = endpoint_addr(p);
	char text[ADDR_TEXT];

	(void)c;
	if (a == NULL || addr_is_public(a))
		return false;
	FAIL("%s (expected an address of the public internet)",
	    addr_print(text, a));
}

CHECK(endpoint_family)
{
	static const unsigned
	    family[] = { [FAMILY_IPV4] = 4, [FAMILY_IPV6] = 6 };
	const struct addr *a = endpoint_addr(p);
	unsigned rule = c->site->peering.endpoint_family;
	char text[ADDR_TEXT];

	if (a == NULL || rule == FAMILY_BOTH || a->family == family[rule])
		return false;
	FAIL("%s (expected an IPv%u address)", addr_print(text, a),
	    family[rule]);
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
	FAIL("%s lies in a reserved network of the site", addr_print(text, a));
}

CHECK(id_too_large)
{
	if (!peer_given(p, PEER_ID) || c->router == NULL ||
	    p->tunnel != TUNNEL_WIREGUARD ||
	    p->id <= 65535 - c->router->wireguard.base_port)
		return false;
	FAIL("%" PRIu32 " (expected 1 .. %" PRIu32 ", 65535 less the base "
	     "port)",
	    p->id, 65535 - c->router->wireguard.base_port);
}

CHECK(listen_port_missing)
{
	(void)c;
	if (!peer_lacks(p, PEER_LISTEN_PORT))
		return false;
	FAIL("missing (expected one, or an id to make it of)");
}

/* Checks either link-local address. */
static bool
not_link_local(const struct peer *p, unsigned key, const struct addr *a,
    struct why *why)
{
	char text[ADDR_TEXT];

	if (!peer_given(p, key) || addr_is_link_local(a))
		return false;
	FAIL("%s is not in fe80::/10", addr_print(text, a));
}

CHECK(link_local_range)
{
	(void)c;
	return not_link_local(p, PEER_LINK_LOCAL, &p->link_local, why);
}

CHECK(link_local_missing)
{
	(void)c;
	if (!peer_lacks(p, PEER_LINK_LOCAL))
		return false;
	FAIL("missing (expected it, an ipv6 pair, or an id to make it of)");
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

CHECK(local_link_local_range)
{
	(void)c;
	return not_link_local(p, PEER_LOCAL_LINK_LOCAL, &p->local_link_local,
	    why);
}

CHECK(local_link_local_missing)
{
	(void)c;
	if (!peer_lacks(p, PEER_LOCAL_LINK_LOCAL))
		return false;
	FAIL("missing (expected it, or the router's wireguard: link-local)");
}

CHECK(ipv4_missing)
{
	(void)c;
	if (!peer_lacks(p, PEER_IPV4))
		return false;
	FAIL("missing (expected OURS/THEIRS for the IPv4 session of "
	     "families: separate)");
}

/* An address that no host can have would keep BIRD from starting. */
static bool
pair_unusable(const struct peer *p, unsigned key, const struct addr_pair *pair,
    struct why *why)
{
	static const struct prefix unusable[] = {
		{ { 4, { 0 } }, 8 },
		{ { 4, { 127 } }, 8 },
		{ { 4, { 224 } }, 3 },
		{ { 6, { 0 } }, 127 }, /* :: and ::1 */
		{ { 6, { 0xff } }, 8 },
	};
	const struct addr *const both[] = { &pair->local, &pair->peer };
	char text[ADDR_TEXT];

	if (!peer_given(p, key))
		return false;
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < sizeof unusable / sizeof *unusable; j++)
			if (prefix_contains_addr(&unusable[j], both[i]))
				FAIL("%s is no host's address",
				    addr_print(text, both[i]));
	return false;
}

CHECK(ipv4_unusable)
{
	(void)c;
	return pair_unusable(p, PEER_IPV4, &p->ipv4, why);
}

CHECK(ipv6_unusable)
{
	(void)c;
	if (pair_unusable(p, PEER_IPV6, &p->ipv6, why))
		return true;
	if (!peer_given(p, PEER_IPV6) ||
	    addr_is_link_local(&p->ipv6.local) ==
		addr_is_link_local(&p->ipv6.peer))
		return false;
	FAIL("one of the two is in fe80::/10 (expected both or neither)");
}

/* The key that the site's store made, and not a file of the operator's. */
CHECK(psk_missing)
{
	const char *dir = c->site->self_service.psk_dir;
	const size_t n = strlen(dir);

	if (p->psk != PSK_YES || !peer_given(p, PEER_PSK_FILE) ||
	    strncmp(p->psk_file, dir, n) != 0 || p->psk_file[n] != '/' ||
	    psk_names_have(c->psks, p->psk_file + n + 1))
		return false;
	FAIL("there is no good key in the site's psk-dir (expected the store "
	     "to have made one)");
}

CHECK(interface_missing)
{
	(void)c;
	if (!peer_lacks(p, PEER_INTERFACE))
		return false;
	FAIL("missing (expected the interface of the link-local address)");
}

CHECK(interface_name)
{
	(void)c;
	return peer_given(p, PEER_INTERFACE) &&
	    !ifname_check(p->interface, strlen(p->interface), why);
}

CHECK(port_of_the_mesh)
{
	for (size_t i = 0; i < c->nlinks; i++)
		if (peer_given(p, PEER_LISTEN_PORT) &&
		    c->links[i].listen_port == p->listen_port)
			FAIL("%" PRIu32 " is that of the link to our own "
			     "router %s",
			    p->listen_port, c->links[i].router->name);
	return false;
}

CHECK(interface_of_the_mesh)
{
	(void)c;
	if (!peer_given(p, PEER_INTERFACE) || !mesh_interface(p->interface))
		return false;
	FAIL("%s (expected another: those with " MESH_INTERFACE " are the "
	     "links to our own routers)",
	    p->interface);
}

CHECK(protocol_name)
{
	(void)c;
	return peer_given(p, PEER_PROTOCOL) &&
	    !symbol_check(p->protocol, strlen(p->protocol), why);
}

/* A name made from the protocol's must be a BIRD symbol, too. */
CHECK(protocol_too_long)
{
	const size_t most = 64 -
	    (peer_given(p, PEER_PASSWORD_FILE) ? strlen("BIRDFEED_PASSWORD_") :
		    p->families == FAMILIES_MP || p->families == FAMILIES_IPV6 ?
						 0 :
						 strlen("_v4"));

	(void)c;
	if (!peer_given(p, PEER_PROTOCOL) || strlen(p->protocol) <= most)
		return false;
	FAIL("\"%s\" (expected at most %zu, as more is made of it)",
	    p->protocol, most);
}

CHECK(protocol_reserved)
{
	(void)c;
	if (!peer_given(p, PEER_PROTOCOL))
		return false;
	if (strncmp(p->protocol, "bf_", 3) == 0)
		FAIL("\"%s\" (expected another: those with bf_ are "
		     "birdfeed's own)",
		    p->protocol);
	if (birdword_is(p->protocol))
		FAIL("\"%s\" (expected another: it is one of BIRD's own "
		     "words)",
		    p->protocol);
	return false;
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
	{ "key-other-form", PEER_PUBLIC_KEY, false, key_other_form },
	{ "key-ours", PEER_PUBLIC_KEY, false, key_ours },
	{ "key-shared", PEER_PUBLIC_KEY, true, key_of_another_peer },
	{ "endpoint-public", PEER_ENDPOINT, false, endpoint_private },
	{ "endpoint-family", PEER_ENDPOINT, false, endpoint_family },
	{ "endpoint-ours", PEER_ENDPOINT, false, endpoint_ours },
	{ "endpoint-reserved", PEER_ENDPOINT, false, endpoint_reserved },
	{ "id-range", PEER_ID, false, id_too_large },
	{ "listen-port-known", PEER_LISTEN_PORT, false, listen_port_missing },
	{ "link-local-known", PEER_LINK_LOCAL, false, link_local_missing },
	{ "link-local-range", PEER_LINK_LOCAL, false, link_local_range },
	{ "link-local-ours", PEER_LINK_LOCAL, false, link_local_ours },
	{ "local-known", PEER_LOCAL_LINK_LOCAL, false,
	    local_link_local_missing },
	{ "local-range", PEER_LOCAL_LINK_LOCAL, false, local_link_local_range },
	{ "ipv4-known", PEER_IPV4, false, ipv4_missing },
	{ "ipv4-usable", PEER_IPV4, false, ipv4_unusable },
	{ "ipv6-usable", PEER_IPV6, false, ipv6_unusable },
	{ "psk-there", PEER_PSK, false, psk_missing },
	{ "interface-known", PEER_INTERFACE, false, interface_missing },
	{ "interface-name", PEER_INTERFACE, false, interface_name },
	{ "mesh-port", PEER_LISTEN_PORT, false, port_of_the_mesh },
	{ "mesh-interface", PEER_INTERFACE, false, interface_of_the_mesh },
	{ "protocol-name", PEER_PROTOCOL, false, protocol_name },
	{ "protocol-length", PEER_PROTOCOL, false, protocol_too_long },
	{ "protocol-reserved", PEER_PROTOCOL, false, protocol_reserved },
	{ NULL, 0, false, NULL },
};
