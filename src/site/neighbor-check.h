#ifndef BIRDFEED_NEIGHBOR_CHECK_H
#define BIRDFEED_NEIGHBOR_CHECK_H

#include "site/site.h"

/* Checks the constraints that the key table of sessions cannot express.  False
 * if N violates any; all of them have been reported. */
bool neighbor_check(const struct site *site, const struct neighbor *n,
    struct diag *diag);

#endif
