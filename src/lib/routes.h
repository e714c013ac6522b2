#ifndef BIRDFEED_ROUTES_H
#define BIRDFEED_ROUTES_H

#include <stdbool.h>

#include "diag.h"
#include "site.h"
#include "ynode.h"

/* A router's own routes: what its row of the site file's table can not say.
 * MAP is the router's; the network and the registry are read before. */
bool routes_read(const struct site *site, struct site_router *router,
    const struct ynode *map, struct diag *diag);
void routes_free(struct site_router *router);

#endif
