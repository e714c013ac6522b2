#ifndef BIRDFEED_SESSION_DEFAULTS_H
#define BIRDFEED_SESSION_DEFAULTS_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Checks the site file's defaults, a map of session types.  False if anything
 * is wrong, which has been reported. */
bool session_defaults_read(struct site *site, const struct ynode *defaults,
    struct diag *diag);
/*
 * The session NODE, plus the keys that it takes from the defaults of its type.
 * DEFAULTS may be NULL.  The result points into both arguments; free it with
 * session_defaults_done(), not with ynode_free().
 */
struct ynode session_defaults_apply(const struct ynode *node,
    const struct ynode *defaults);
void session_defaults_done(struct ynode *map, const struct ynode *node);

#endif
