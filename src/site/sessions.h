#ifndef BIRDFEED_SESSIONS_H
#define BIRDFEED_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads the sessions of the site file ROOT, which has some; its routers have
 * been read. */
bool neighbors_read(struct site *site, const struct ynode *root,
    struct diag *diag);
/* Those of one router, in order; *N is how many. */
const struct neighbor *neighbors_of(const struct site *site,
    const char *router, size_t *n);

#endif
