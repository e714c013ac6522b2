/* A tunnel, as seen from either side. */
#include "wg-render/tunnel-side.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/out.h"
#include "site/mesh-links.h"

/* Ethernet's 1500 bytes without WireGuard's overhead over IPv6. */
#define LINK_MTU 1420

static void
add_pair(struct tunnel *t, const struct addr *local, const struct addr *peer)
{
	t->addr[t->naddr++] = (struct addr_pair){ *local, *peer };
}

struct tunnel
tunnel_local(const struct site *site, const struct site_router *router,
    const struct peer *p)
{
	struct tunnel t = {
		.router = router,
		.peer = p,
		.interface = p->interface,
		.asn = p->asn,
		.name = p->name,
		.description = p->description,
		.listen_port = p->listen_port,
		.private_key_file = router->wireguard.private_key_file,
		.psk_file = p->psk_file,
		.mtu = p->mtu,
		.peer_key = &p->public_key,
		.allowed_ips = &site->peering.allowed_ips,
		.endpoint = p->endpoint,
		.has_endpoint = peer_given(p, PEER_ENDPOINT),
		.keepalive = site->peering.keepalive,
		.vrf = router->kernel.vrf,
	};

	if (peer_given(p, PEER_LINK_LOCAL))
		add_pair(&t, &p->local_link_local, &p->link_local);
	if (peer_given(p, PEER_IPV4))
		add_pair(&t, &p->ipv4.local, &p->ipv4.peer);
	if (peer_given(p, PEER_IPV6))
		add_pair(&t, &p->ipv6.local, &p->ipv6.peer);
	return t;
}

struct tunnel
tunnel_link(const struct site *site, const struct site_router *router,
    const struct mesh_link *link)
{
	struct tunnel t = {
		.router = router,
		.link = link->router,
		.interface = link->interface,
		.asn = site->network.asn,
		.name = link->router->name,
		.listen_port = link->listen_port,
		.private_key_file = router->wireguard.private_key_file,
		.mtu = LINK_MTU,
		.peer_key = &link->router->wireguard.public_key,
		.allowed_ips = &site->peering.allowed_ips,
		.babel = true,
		.endpoint = link->endpoint,
		.has_endpoint = link->has_endpoint,
		.keepalive = site->peering.keepalive,
		.vrf = router->kernel.vrf,
	};

	add_pair(&t, &link->ipv6.local, &link->ipv6.peer);
	add_pair(&t, &link->ipv4.local, &link->ipv4.peer);
	return t;
}

struct tunnel
tunnel_remote(const struct site *site, const struct site_router *router,
    const struct peer *p, char interface[static 16])
{
	struct tunnel t = tunnel_local(site, router, p);

	for (size_t i = 0; i < t.naddr; i++)
		t.addr[i] = (struct addr_pair){ t.addr[i].peer,
			t.addr[i].local };
	snprintf(interface, 16, "wg-as%" PRIu32, site->network.asn);
	t.interface = interface;
	t.asn = site->network.asn;
	t.name = router->name;
	t.description = NULL;
	t.vrf = NULL;
	t.listen_port = t.has_endpoint ? p->endpoint.port : 0;
	t.peer_key = &router->wireguard.public_key;
	t.endpoint = router->endpoint;
	t.endpoint.port = (uint16_t)p->listen_port;
	t.has_endpoint = router->line[ROUTER_ENDPOINT] != 0;
	return t;
}

/* What decides a line: a field of the peer, or a key of the mesh's other
 * router, of the site file or of the router. */
static const struct {
	unsigned peer;	  /* PEER_KEYS: none */
	const char *link; /* NULL: none, as below */
	const char *site;
	const char *router;
} decides[] = {
	[LINE_INTERFACE] = { PEER_INTERFACE, NULL, "mesh.links", NULL },
	[LINE_LISTEN_PORT] = { PEER_LISTEN_PORT, "number", "mesh.base-port",
	    NULL },
	[LINE_PRIVATE_KEY] = { PEER_KEYS, NULL, NULL,
	    "wireguard.private-key-file" },
	[LINE_PSK] = { PEER_PSK_FILE, NULL, NULL, NULL },
	[LINE_LINK_LOCAL] = { PEER_LINK_LOCAL, "number", NULL, "number" },
	[LINE_IPV4] = { PEER_IPV4, "number", NULL, "number" },
	[LINE_IPV6] = { PEER_IPV6, NULL, NULL, NULL },
	[LINE_MTU] = { PEER_MTU, NULL, "mesh.links", NULL },
	[LINE_PUBLIC_KEY] = { PEER_PUBLIC_KEY, "wireguard.public-key", NULL,
	    NULL },
	[LINE_ALLOWED_IPS] = { PEER_KEYS, NULL, "peering.allowed-ips", NULL },
	[LINE_ENDPOINT] = { PEER_ENDPOINT, "endpoint", "mesh.base-port", NULL },
	[LINE_KEEPALIVE] = { PEER_KEYS, NULL, "peering.keepalive", NULL },
	[LINE_VRF] = { PEER_KEYS, NULL, NULL, "kernel.vrf" },
};

void
tunnel_because(FILE *f, const struct tunnel *t, enum tunnel_line line)
{
	const unsigned key = decides[line].peer;

	if (t->peer != NULL && key != PEER_KEYS) {
		because_peer(f, t->explain, t->peer, key);
		return;
	}
	if (decides[line].router != NULL)
		because_router(f, t->explain, t->router, decides[line].router);
	if (t->link != NULL && decides[line].link != NULL)
		because_router(f, t->explain, t->link, decides[line].link);
	if (decides[line].site != NULL)
		because_site(f, t->explain, decides[line].site);
}

void
tunnel_because_addr(FILE *f, const struct tunnel *t, size_t i)
{
	const struct addr *a = &t->addr[i].peer;

	tunnel_because(f, t,
	    a->family == 4 ? LINE_IPV4 :
		t->peer != NULL &&
		    (!peer_given(t->peer, PEER_LINK_LOCAL) ||
			addr_cmp(a, &t->peer->link_local) != 0) ?
			     LINE_IPV6 :
			     LINE_LINK_LOCAL);
	if (t->peer != NULL && addr_is_link_local(&t->addr[i].local) &&
	    peer_given(t->peer, PEER_LOCAL_LINK_LOCAL))
		because_peer(f, t->explain, t->peer, PEER_LOCAL_LINK_LOCAL);
}

void
tunnel_comment(FILE *f, const struct tunnel *t)
{
	out_printf(f, "# %s: AS%" PRIu32 "\n", t->name, t->asn);
	if (t->description == NULL)
		return;
	fputs("# ", f);
	out_comment_text(f, t->description, strlen(t->description));
	putc('\n', f);
}

char *
tunnels_allowed(const struct site *site)
{
	const struct prefix_list *list = &site->peering.allowed_ips;
	struct buf text = { 0 };
	char prefix[PREFIX_TEXT];

	for (size_t i = 0; i < list->n; i++)
		buf_printf(&text, "%s%s", i > 0 ? ", " : "",
		    prefix_print(prefix, &list->v[i]));
	buf_char(&text, '\0');
	return text.data;
}

void
tunnel_allowed_ips(FILE *f, const struct tunnel *t)
{
	const char *comma = t->allowed_ips->n > 0 ? ", " : "";
	char text[PREFIX_TEXT];

	fputs(t->allowed_text, f);
	for (size_t i = 0; i < t->naddr; i++) {
		const struct addr *a = &t->addr[i].peer;
		struct prefix host = prefix_of(a, addr_bits(a));

		if (prefix_list_contains(t->allowed_ips, a))
			continue;
		out_printf(f, "%s%s", comma, prefix_print(text, &host));
		comma = ", ";
	}
	if (t->babel)
		out_printf(f, "%sff02::1:6/128", comma); /* RFC 8966 */
}
