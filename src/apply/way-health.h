#ifndef APPLY_WAY_HEALTH_H
#define APPLY_WAY_HEALTH_H

#include "apply/plan.h"
#include "host/iproute.h"

/*
 * The host keeps its way: to the gateways of its default routes, to its
 * neighbours and to the other ends of its tunnels.  All addresses that it
 * reaches now, and not through a tunnel; on the public internet only, as
 * dn42's filters admit no route to such a one.  Free
 * them with addresses_free().
 */
void way_health_before(struct addresses *ways, const struct site *site,
    const struct situation *s);
/* Has it such a way to all of them still?  False: LOST is the first that it
 * has not. */
bool way_health_kept(const struct addresses *ways, const struct situation *s,
    struct addr *lost);

#endif
