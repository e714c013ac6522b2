#ifndef BIRDFEED_IBGP_SESSIONS_H
#define BIRDFEED_IBGP_SESSIONS_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/*
 * Adds the sessions that the site file's ibgp stands for: between all routers,
 * or with the route reflectors that it lists.  ROOT is the site file.  The
 * sessions must have been read before.  False if anything is wrong, which has
 * been reported.
 */
bool ibgp_sessions_read(struct site *site, const struct ynode *root,
    struct diag *diag);

#endif
