#ifndef BIRDFEED_MESH_LINKS_H
#define BIRDFEED_MESH_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/endpoint.h"
#include "base/list.h"
#include "site/site.h"

/* Its interfaces begin with this, and no other interface of a router does:
 * Babel runs on all of them. */
#define MESH_INTERFACE "wg-int-"
bool mesh_interface(const char *name);

/* A link of the mesh, as one of its two routers has it. */
struct mesh_link {
	const struct site_router *router;	/* at the other end */
	char interface[16];			/* wg-int-ROUTER */
	uint32_t listen_port;			/* here */
	struct endpoint endpoint;		/* there; the site's own */
	bool has_endpoint;
	struct addr_pair ipv6;			/* link-local */
	struct addr_pair ipv4;			/* in 169.254.0.0/16 */
};

/* ROUTER's links by the name of the other end: how many; free(3) *LINKS. */
size_t mesh_links(const struct site *site, const struct site_router *router,
    struct mesh_link **links);
/* Do these two have an iBGP session with each other? */
bool mesh_ibgp(const struct site *site, const struct site_router *a,
    const struct site_router *b);
/* Is the router a route reflector (RFC 4456)? */
bool mesh_reflects(const struct site *site,
    const struct site_router *router);

#endif
