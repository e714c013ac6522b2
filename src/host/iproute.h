#ifndef BIRDFEED_IPROUTE_H
#define BIRDFEED_IPROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"

/*
 * Finds the interface for the host's own packets to an address, as "ip route
 * get" does.  INTERFACE is "" for an address of the host.  False if there is
 * no route, or it drops the packets.
 */
bool iproute_get(const struct addr *to, char interface[static 16]);

/*
 * True if an address is in the network of one of the host's addresses, or is
 * the other end of one: BIRD knows no other network, whatever routes there are.
 * Also true if the kernel cannot be asked.
 */
bool iproute_on_link(const struct addr *to);

struct addresses {
	struct addr *v;
	size_t n, cap;
};

/* Adds the gateways of the host's default routes in the main table. */
void iproute_gateways(struct addresses *list);
void addresses_add(struct addresses *list, const struct addr *a);
void addresses_free(struct addresses *list);
/* True if the interface is the end of a tunnel of any kind. */
bool interface_is_tunnel(const char *name);

#endif
