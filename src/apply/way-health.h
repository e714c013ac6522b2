#ifndef APPLY_WAY_HEALTH_H
#define APPLY_WAY_HEALTH_H

#include "apply/plan.h"
#include "host/iproute.h"

/*
 * The host must keep its routes to the gateways of its default routes, to its
 * neighbours and to the endpoints of its tunnels.  Gets all of these addresses
 * that the host reaches now, and not through a tunnel.  Only addresses on the
 * public internet count, because dn42's filters accept no route to them.  Free
 * WAYS with addresses_free().
 */
void way_health_before(struct addresses *ways, const struct site *site,
    const struct situation *s);
/* Does the host still reach all of WAYS in this way?  If it returns false,
 * LOST is the first address that it does not. */
bool way_health_kept(const struct addresses *ways, const struct situation *s,
    struct addr *lost);

#endif
