#ifndef BIRDFEED_SESSIONS_H
#define BIRDFEED_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Reads the sessions of the site file ROOT, which must have the key.  The
 * routers must have been read before.  False if anything is wrong, which has
 * been reported. */
bool neighbors_read(struct site *site, const struct ynode *root,
    struct diag *diag);
/* Reads the session NODE, with the DEFAULTS of its type (NULL: none), to N,
 * which is zeroed.  False if anything is wrong, which has been reported. */
bool session_read(struct site *site, struct neighbor *n,
    const struct ynode *node, const struct ynode *defaults, struct diag *diag);
/* Sorts the sessions, and checks that they differ where they must.  False:
 * reported. */
bool sessions_settle(struct site *site, struct diag *diag);
/* The sessions of a router, sorted by name; *N is their number. */
const struct neighbor *neighbors_of(const struct site *site, const char *router,
    size_t *n);

#endif
