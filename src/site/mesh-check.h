#ifndef BIRDFEED_MESH_CHECK_H
#define BIRDFEED_MESH_CHECK_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads what the key table of the mesh cannot express; the site's routers must
 * have been read.  False when anything is wrong, which was reported. */
bool mesh_read(struct site *site, const struct ynode *map,
    struct diag *diag);

#endif
