#ifndef BIRDFEED_MESH_LINKS_H
#define BIRDFEED_MESH_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/endpoint.h"
#include "base/list.h"
#include "site/site.h"

/* The prefix of the names of mesh interfaces.  Babel runs on every interface
 * with this prefix, so no other interface may have it. */
#define MESH_INTERFACE "wg-int-"
bool mesh_interface(const char *name);

/* A link of the mesh, from the view of one of its two routers. */
struct mesh_link {
	const struct site_router *router; /* the other router */
	char interface[16];		  /* wg-int-ROUTER */
	uint32_t listen_port;		  /* of this router */
	struct endpoint endpoint;	  /* of the other router; the
						 * site owns it */
	bool has_endpoint;
	struct addr_pair ipv6; /* link-local */
	struct addr_pair ipv4; /* in 169.254.0.0/16 */
};

/* Stores ROUTER's links in *LINKS, sorted by the name of the other router.
 * Returns their number.  The caller frees *LINKS with free(3). */
size_t mesh_links(const struct site *site, const struct site_router *router,
    struct mesh_link **links);
/* True if A and B have an iBGP session with each other. */
bool mesh_ibgp(const struct site *site, const struct site_router *a,
    const struct site_router *b);
/* True if ROUTER is a route reflector (RFC 4456). */
bool mesh_reflects(const struct site *site, const struct site_router *router);

#endif
