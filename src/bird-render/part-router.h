#ifndef BIRD_RENDER_PART_ROUTER_H
#define BIRD_RENDER_PART_ROUTER_H

#include "bird-render/part.h"

/* bird.conf: the router itself, and the includes of the other parts. */
bool router_ready(const struct input *in, struct diag *diag);
void router_framing(struct fragout *out, const struct input *in);
void router_text(FILE *f, const struct input *in);
/* The same without its comment and its includes. */
void router_core(FILE *f, const struct input *in);
/* Does it announce more than the network's prefixes (bf_announceN)? */
bool router_announces(const struct site_router *router, unsigned family);
/* The sources of what is the network's own, as a set of BIRD's has them; and
 * behind "source" the test for them, among those and BGP's. */
const char *router_sources_of_own(const struct site_router *router);
/* That connected prefixes are own ones is why the next line is so. */
void router_because_direct(FILE *f, const struct input *in);
const char *router_test_for_own(const struct site_router *router);
/* Has it static routes for the kernel (bf_routeN)? */
bool router_has_static(const struct site_router *router, unsigned family);
/* The line that binds a protocol to the router's VRF, where it has one. */
void router_vrf(FILE *f, const struct input *in);

#endif
