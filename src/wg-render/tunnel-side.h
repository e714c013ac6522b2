#ifndef WG_RENDER_TUNNEL_SIDE_H
#define WG_RENDER_TUNNEL_SIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "render/explain.h"
#include "site/mesh-links.h"
#include "site/peer.h"
#include "site/site.h"

#define TUNNEL_ADDRS 3	/* link-local, IPv4, IPv6 */

/* One side of a tunnel, as a WireGuard configuration describes it. */
struct tunnel {
	const struct explain *explain;	/* NULL: nobody asks why */
	const struct site_router *router;	/* whose side it is */
	const struct peer *peer;	/* at the other end; NULL: the mesh */
	const struct site_router *link;	/* at the other end, of the mesh */
	const char *interface;
	uint32_t asn;			/* of the network at the other end */
	const char *name;		/* what it is called here */
	const char *description;	/* anybody's words, or NULL */
	uint32_t listen_port;		/* 0: any */
	const char *private_key_file;
	const char *psk_file;		/* NULL: none */
	struct addr_pair addr[TUNNEL_ADDRS];	/* this side's, the other's */
	size_t naddr;
	uint32_t mtu;
	const struct wgkey *peer_key;
	const struct prefix_list *allowed_ips;
	const char *allowed_text;	/* the same, as tunnels_allowed() */
	bool babel;			/* its multicast group is allowed, too */
	struct endpoint endpoint;	/* the other side's; its host is not
					 * the tunnel's to free */
	bool has_endpoint;
	uint32_t keepalive;		/* seconds, 0: off */
	const char *vrf;		/* the interface's master; NULL: none */
};

/* Our side of the tunnel to P; points into its arguments. */
struct tunnel tunnel_local(const struct site *site,
    const struct site_router *router, const struct peer *p);
/* ROUTER's side of a link of the mesh; points into its arguments. */
struct tunnel tunnel_link(const struct site *site,
    const struct site_router *router, const struct mesh_link *link);
/*
 * P's side of the tunnel to it; INTERFACE is filled with a name for it.  The
 * key files are for the caller to name.
 */
struct tunnel tunnel_remote(const struct site *site,
    const struct site_router *router, const struct peer *p,
    char interface[static 16]);

/* What a line of a tunnel says. */
enum tunnel_line { LINE_INTERFACE, LINE_LISTEN_PORT, LINE_PRIVATE_KEY,
	LINE_PSK, LINE_LINK_LOCAL, LINE_IPV4, LINE_IPV6, LINE_MTU,
	LINE_PUBLIC_KEY, LINE_ALLOWED_IPS, LINE_ENDPOINT, LINE_KEEPALIVE,
	LINE_VRF };
/* Why the line that F is to get says what it does. */
void tunnel_because(FILE *f, const struct tunnel *t, enum tunnel_line line);
/* The same of the address T->addr[I]. */
void tunnel_because_addr(FILE *f, const struct tunnel *t, size_t i);

/* What every format has: who is at the other end, as comment lines, ... */
void tunnel_comment(FILE *f, const struct tunnel *t);
/* The site's prefixes that may come from any tunnel, as a file has them;
 * free(3) it. */
char *tunnels_allowed(const struct site *site);
/* ... and what may come from there: the site's prefixes, and the other side's
 * addresses where they lie elsewhere. */
void tunnel_allowed_ips(FILE *f, const struct tunnel *t);

#endif
