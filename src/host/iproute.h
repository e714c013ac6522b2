#ifndef BIRDFEED_IPROUTE_H
#define BIRDFEED_IPROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"

/*
 * Which way the host's own packets to an address go: "ip route get".  False
 * when there is none, or the packets are dropped.  INTERFACE is "" for an
 * address of the host.
 */
bool iproute_get(const struct addr *to, char interface[static 16]);

struct addresses {
	struct addr *v;
	size_t n, cap;
};

/* Adds the gateways of the host's default routes, in the main table. */
void iproute_gateways(struct addresses *list);
void addresses_add(struct addresses *list, const struct addr *a);
void addresses_free(struct addresses *list);
/* Is the interface the end of a tunnel, of whatever kind, and no link? */
bool interface_is_tunnel(const char *name);

#endif
