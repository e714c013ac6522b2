#ifndef BIRDFEED_IXP_CHECK_H
#define BIRDFEED_IXP_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads the exchange and checks what its key table cannot express.  The site's
 * network and routers must have been read before.  False if anything is wrong,
 * which has been reported. */
bool ixp_read(struct site *site, const struct ynode *map, struct diag *diag);

#endif
