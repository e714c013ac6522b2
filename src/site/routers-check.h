#ifndef BIRDFEED_ROUTERS_CHECK_H
#define BIRDFEED_ROUTERS_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/*
 * Reads the site's routers from MAP, whose keys are their names.  The site's
 * network and registry must have been read before.  False if anything is
 * wrong, which has been reported.
 */
bool routers_read(struct site *site, const struct ynode *map,
    struct diag *diag);

#endif
