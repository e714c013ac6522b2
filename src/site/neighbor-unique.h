#ifndef BIRDFEED_NEIGHBOR_UNIQUE_H
#define BIRDFEED_NEIGHBOR_UNIQUE_H

#include "site/site.h"

/* Reports each session that has a name, a protocol or a neighbor of another
 * one of its router; false when there is any. */
bool neighbors_unique(const struct site *site, struct diag *diag);

#endif
