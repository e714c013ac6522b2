#ifndef BIRD_RENDER_NEIGHBOR_NET_H
#define BIRD_RENDER_NEIGHBOR_NET_H

#include "bird-render/input.h"

/* What a session takes from PeeringDB's record of its network. */

/* Its as-sets and route-sets, with those of PeeringDB in the place of the
 * word.  Free only the list's V; the texts belong to N and IN. */
struct text_list neighbor_sets(const struct input *in,
    const struct neighbor *n);
/* Its import limit in FAMILY.  *ASSUMED is set if PeeringDB has none, and the
 * site's default takes its place. */
uint32_t neighbor_limit(const struct input *in, const struct neighbor *n,
    unsigned family, bool *assumed);
/* False if N needs a net record that is missing, which has been reported.
 * Warns of a limit that the record does not have. */
bool neighbor_net_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag);

#endif
