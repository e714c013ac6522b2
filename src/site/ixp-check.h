#ifndef BIRDFEED_IXP_CHECK_H
#define BIRDFEED_IXP_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads what the key table of the exchange cannot express; the site's network
 * and routers must have been read.  False when anything is wrong, which was
 * reported. */
bool ixp_read(struct site *site, const struct ynode *map, struct diag *diag);

#endif
