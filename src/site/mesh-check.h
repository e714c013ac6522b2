#ifndef BIRDFEED_MESH_CHECK_H
#define BIRDFEED_MESH_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads the mesh and checks what its key table cannot express.  The site's
 * routers must have been read before.  False if anything is wrong, which has
 * been reported. */
bool mesh_read(struct site *site, const struct ynode *map, struct diag *diag);

/*
 * Reads "full", or a list of routers (with PAIRS: of ROUTER/ROUTER) to LIST.
 * NODE may be NULL: full.  False if anything in the list is wrong, which has
 * been reported about FIELD.  Free with router_list_free() in any case.
 */
bool router_list_read(struct site *site, const struct ynode *node, bool pairs,
    const char *field, struct router_list *list, struct diag *diag);

#endif
