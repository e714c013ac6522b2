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

#define TUNNEL_ADDRS 3 /* link-local, IPv4, IPv6 */

/* One side of a tunnel, as a WireGuard configuration describes it. */
struct tunnel {
	const struct explain *explain;	  /* NULL: without --explain */
	const struct site_router *router; /* this side */
	const struct peer *peer;	  /* the other end; NULL: a mesh link */
	const struct site_router *link;	  /* the other end of a mesh link */
	const char *interface;
	uint32_t asn;		 /* of the network at the other end */
	const char *name;	 /* its name on this side */
	const char *description; /* free text from anyone, or NULL */
	uint32_t listen_port;	 /* 0: any */
	const char *private_key_file;
	const char *psk_file;		     /* NULL: none */
	struct addr_pair addr[TUNNEL_ADDRS]; /* this side's, the other's */
	size_t naddr;
	uint32_t mtu;
	const struct wgkey *peer_key;
	const struct prefix_list *allowed_ips;
	const char *allowed_text; /* the same, from tunnels_allowed() */
	bool babel;		  /* allow its multicast group */
	struct endpoint endpoint; /* the other side's; do not free its
					 * host */
	bool has_endpoint;
	uint32_t keepalive; /* seconds, 0: off */
	const char *vrf;    /* the interface's master; NULL: none */
};

/* Returns our side of the tunnel to P; it points into the arguments. */
struct tunnel tunnel_local(const struct site *site,
    const struct site_router *router, const struct peer *p);
/* Returns ROUTER's side of a mesh link; it points into the arguments. */
struct tunnel tunnel_link(const struct site *site,
    const struct site_router *router, const struct mesh_link *link);
/* Returns P's side of the tunnel, and writes a name for its interface to
 * INTERFACE.  The caller sets the key files. */
struct tunnel tunnel_remote(const struct site *site,
    const struct site_router *router, const struct peer *p,
    char interface[static 16]);

/* The lines of a tunnel. */
enum tunnel_line {
	LINE_INTERFACE,
	LINE_LISTEN_PORT,
	LINE_PRIVATE_KEY,
	LINE_PSK,
	LINE_LINK_LOCAL,
	LINE_IPV4,
	LINE_IPV6,
	LINE_MTU,
	LINE_PUBLIC_KEY,
	LINE_ALLOWED_IPS,
	LINE_ENDPOINT,
	LINE_KEEPALIVE,
	LINE_VRF
};
/* Explain mark: the next line of F is LINE, and depends on its keys. */
void tunnel_because(FILE *f, const struct tunnel *t, enum tunnel_line line);
/* Explain mark: the next line is the address T->addr[I]. */
void tunnel_because_addr(FILE *f, const struct tunnel *t, size_t i);

/* Prints comment lines that say who is at the other end.  Every format starts
 * with them. */
void tunnel_comment(FILE *f, const struct tunnel *t);
/* Returns the site's prefixes that every tunnel allows, as a configuration has
 * them.  Free the text with free(3). */
char *tunnels_allowed(const struct site *site);
/* Prints the allowed IPs: the site's prefixes, and the other side's addresses
 * that are not in them. */
void tunnel_allowed_ips(FILE *f, const struct tunnel *t);

#endif
