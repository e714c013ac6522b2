#ifndef BIRDFEED_MESH_CHECK_H
#define BIRDFEED_MESH_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads the mesh and checks what its key table cannot express.  The site's
 * routers must have been read before.  False if anything is wrong, which has
 * been reported. */
bool mesh_read(struct site *site, const struct ynode *map,
    struct diag *diag);

#endif
