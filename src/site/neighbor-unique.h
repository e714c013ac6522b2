#ifndef BIRDFEED_NEIGHBOR_UNIQUE_H
#define BIRDFEED_NEIGHBOR_UNIQUE_H

#include "site/site.h"

/* Reports each session whose name, protocol or neighbor another session of the
 * same router has.  False if there is one. */
bool neighbors_unique(const struct site *site, struct diag *diag);

#endif
