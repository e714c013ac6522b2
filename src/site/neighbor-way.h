#ifndef BIRDFEED_NEIGHBOR_WAY_H
#define BIRDFEED_NEIGHBOR_WAY_H

#include <stdbool.h>

#include "site/checking.h"

/*
 * Checks that BIRD knows the way to a session's neighbour.  The next hop of a
 * multihop neighbour's routes is the neighbour: if BIRD does not know a route
 * to it, all of its routes are unreachable.  False: reported.
 */
bool neighbor_way_check(const struct checking *c);

#endif
