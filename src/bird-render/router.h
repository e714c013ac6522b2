#ifndef BIRD_RENDER_ROUTER_H
#define BIRD_RENDER_ROUTER_H

#include <stdbool.h>
#include <stdio.h>

#include "bird-render/input.h"

/* Does it announce more than the network's prefixes (bf_announceN)? */
bool router_announces(const struct site_router *router, unsigned family);
/* Has it static routes for the kernel (bf_routeN)? */
bool router_has_static(const struct site_router *router, unsigned family);
/* Has one of its sessions a gateway of that family (bf_gatewaysN)? */
bool router_has_gateway(const struct input *in, unsigned family);

/* The sources of the network's own routes, as the members of a BIRD set. */
const char *router_sources_of_own(const struct site_router *router);
/* The test for them that follows "source", if no other source but BGP can
 * occur. */
const char *router_test_for_own(const struct site_router *router);
/* Explain mark: the next line depends on routers.NAME.direct. */
void router_because_direct(FILE *f, const struct input *in);

/* The line that binds a protocol to the router's VRF, if it has one. */
void router_vrf(FILE *f, const struct input *in);

#endif
