#ifndef BIRDFEED_ROUTES_H
#define BIRDFEED_ROUTES_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* A router's own routes: what its row of the site file's table can not say.
 * MAP is the router's; the network and the registry are read before. */
bool site_routes_read(const struct site *site, struct site_router *router,
    const struct ynode *map, struct diag *diag);
void site_routes_free(struct site_router *router);

#endif
