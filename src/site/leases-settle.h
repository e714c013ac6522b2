#ifndef BIRDFEED_LEASES_SETTLE_H
#define BIRDFEED_LEASES_SETTLE_H

#include "site/site.h"

/* Sets the defaults of the site's leases that depend on other keys, and checks
 * the pools.  False if anything is wrong, which has been reported. */
bool leases_settle(struct site *site, struct diag *diag);

#endif
