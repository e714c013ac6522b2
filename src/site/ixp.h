#ifndef BIRDFEED_IXP_H
#define BIRDFEED_IXP_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* The row of the site file's table, and what it cannot say. */
extern const struct schema ixp_schema;
bool ixp_read(struct site *site, const struct ynode *map, struct diag *diag);
void ixp_free(struct site_ixp *ixp);

/* Has ROUTER to do with an exchange, as its server or as a participant? */
bool ixp_here(const struct site *site, const struct site_router *router);
/* Ours of that family in the VPN; NULL when there is none. */
const struct addr *ixp_local(const struct site_ixp *ixp, unsigned family);

#endif
