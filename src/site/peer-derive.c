/* The fields that a peer leaves to the site. */
#include "site/peer-derive.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/name.h"

/* PATTERN with %a and %n replaced; free with free(3). */
static char *
expand(const char *pattern, const struct peer *p)
{
	struct buf text = { 0 };
	char *result;

	for (const char *c = pattern; *c != '\0'; c++) {
		if (*c != '%')
			buf_char(&text, *c);
		else if (*++c == 'a')
			buf_printf(&text, "%" PRIu32, p->asn);
		else
			buf_str(&text, p->name);
	}
	result = mem_strdup(buf_cstr(&text));
	buf_free(&text);
	return result;
}

static void
derive_names(struct peer *p, const struct site_peering *peering)
{
	if (!peer_given(p, PEER_INTERFACE) && p->tunnel == TUNNEL_WIREGUARD) {
		p->interface = expand(peering->interface, p);
		peer_mark(p, PEER_INTERFACE);
	}
	if (!peer_given(p, PEER_PROTOCOL)) {
		p->protocol = expand(peering->protocol, p);
		/* A BIRD symbol cannot contain these characters. */
		for (char *c = p->protocol; *c != '\0'; c++)
			if (*c == '-' || *c == '.')
				*c = '_';
		peer_mark(p, PEER_PROTOCOL);
	}
}

/* The path comes from the site's store; a peer cannot choose it. */
static void
derive_psk(struct peer *p, const struct site *site)
{
	struct buf path = { 0 };

	if (p->psk != PSK_YES || peer_given(p, PEER_PSK_FILE) ||
	    p->tunnel != TUNNEL_WIREGUARD)
		return;
	buf_printf(&path, "%s/%s", site->self_service.psk_dir, p->name);
	p->psk_file = mem_strdup(buf_cstr(&path));
	peer_mark(p, PEER_PSK_FILE);
	buf_free(&path);
}

static void
derive_listen_port(struct peer *p, const struct site *site,
    const struct site_router *router)
{
	uint32_t port = 0;

	if (peer_given(p, PEER_LISTEN_PORT) || p->tunnel != TUNNEL_WIREGUARD)
		return;
	if (site->peering.listen_port == LISTEN_PORT_ASN)
		port = 20000 + p->asn % 10000;
	else if (peer_given(p, PEER_ID) &&
	    p->id <= 65535 - router->wireguard.base_port)
		port = router->wireguard.base_port + p->id;
	if (port != 0) {
		p->listen_port = port;
		peer_mark(p, PEER_LISTEN_PORT);
	}
}

/* <prefix>SIDE:<id in hex>: 1 is our side, 2 is the peer's. */
static struct addr
automatic(const struct site_wireguard *wg, uint8_t side, uint32_t id)
{
	struct addr a = wg->link_local_prefix.addr;

	a.bytes[13] = side;
	a.bytes[14] = (uint8_t)(id >> 8);
	a.bytes[15] = (uint8_t)id;
	return a;
}

/* Only for tunnels: other interfaces already have link-local addresses. */
static void
derive_link_local(struct peer *p, const struct site_wireguard *wg)
{
	bool have_prefix = wg->line[WIREGUARD_LINK_LOCAL_PREFIX] != 0 &&
	    peer_given(p, PEER_ID);

	if (p->tunnel != TUNNEL_WIREGUARD)
		return;
	if (!peer_given(p, PEER_LINK_LOCAL) && have_prefix &&
	    !peer_given(p, PEER_IPV6)) {
		p->link_local = automatic(wg, 2, p->id);
		peer_mark(p, PEER_LINK_LOCAL);
	}
	if (!peer_given(p, PEER_LINK_LOCAL) ||
	    peer_given(p, PEER_LOCAL_LINK_LOCAL) ||
	    wg->line[WIREGUARD_LINK_LOCAL] == 0)
		return;
	p->local_link_local = have_prefix &&
		prefix_contains_addr(&wg->link_local_prefix, &p->link_local) ?
	    automatic(wg, 1, p->id) :
	    wg->link_local;
	peer_mark(p, PEER_LOCAL_LINK_LOCAL);
}

/* Sets a number that the peer leaves to its router or the site. */
static void
inherit(struct peer *p, unsigned key, uint32_t *value, bool given,
    uint32_t from)
{
	if (peer_given(p, key) || !given)
		return;
	*value = from;
	peer_mark(p, key);
}

const struct site_router *
derive_peer(struct peer *p, const struct site *site,
    const struct site_router *default_router)
{
	const struct site_router *router = peer_given(p, PEER_ROUTER) ?
	    site_find_router(site, p->router) :
	    default_router;

	if (router == NULL)
		return NULL;
	if (!peer_given(p, PEER_ROUTER)) {
		p->router = mem_strdup(router->name);
		peer_mark(p, PEER_ROUTER);
	}
	derive_psk(p, site);
	derive_names(p, &site->peering);
	derive_listen_port(p, site, router);
	derive_link_local(p, &router->wireguard);
	inherit(p, PEER_IMPORT_LIMIT, &p->import_limit, true,
	    site->peering.import_limit);
	inherit(p, PEER_BANDWIDTH, &p->bandwidth,
	    router->line[ROUTER_BANDWIDTH] != 0, router->bandwidth);
	inherit(p, PEER_CRYPTO, &p->crypto, router->line[ROUTER_CRYPTO] != 0,
	    router->crypto);
	return router;
}
