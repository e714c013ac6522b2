#ifndef BIRDFEED_MESH_H
#define BIRDFEED_MESH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

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

/* The row of the site file's table, and what it cannot say. */
extern const struct schema mesh_schema;
bool mesh_read(struct site *site, const struct ynode *map,
    struct diag *diag);
void mesh_free(struct site_mesh *mesh);

/* Has the site a mesh at all? */
bool mesh_there(const struct site *site);
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
