#ifndef BIRD_RENDER_ROUTER_H
#define BIRD_RENDER_ROUTER_H

#include <stdbool.h>
#include <stdio.h>

#include "bird-render/input.h"

/* Does it announce more than the network's prefixes (bf_announceN)? */
bool router_announces(const struct site_router *router, unsigned family);
/* Has it static routes for the kernel (bf_routeN)? */
bool router_has_static(const struct site_router *router, unsigned family);
/* Has a neighbour of that family a host route (bf_gatewaysN)? */
bool router_has_gateway(const struct input *in, unsigned family);

/*
 * The line that rejects every route of the network's own that is not to be
 * announced.  The exact prefix decides, and not who brought the route: in a
 * mesh the whole prefix may lie behind another router.
 */
void router_only_announced(FILE *f, const struct input *in, unsigned family);

/* The line that binds a protocol to the router's VRF, if it has one. */
void router_vrf(FILE *f, const struct input *in);

#endif
