#ifndef BIRD_RENDER_ROUTER_H
#define BIRD_RENDER_ROUTER_H

#include <stdbool.h>
#include <stdio.h>

#include "bird-render/input.h"

/* Does the router announce more than the network's prefixes (bf_announceN)? */
bool router_announces(const struct site_router *router, unsigned family);
/* Does the router have static routes of the site file (bf_routeN)? */
bool router_has_static(const struct site_router *router, unsigned family);
/* Does a neighbour of that family need a host route (bf_gatewaysN)? */
bool router_has_gateway(const struct input *in, unsigned family);

/*
 * Prints the line that rejects each of the network's own routes that may not
 * be announced.  It checks the exact prefix, not the protocol that brought the
 * route: in a mesh the whole prefix may be behind another router.
 */
void router_only_announced(FILE *f, const struct input *in, unsigned family);

/* Prints the line that binds a protocol to the router's VRF, if any. */
void router_vrf(FILE *f, const struct input *in);

#endif
