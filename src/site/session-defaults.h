#ifndef BIRDFEED_SESSION_DEFAULTS_H
#define BIRDFEED_SESSION_DEFAULTS_H

#include <stdbool.h>

#include "base/diag.h"
#include "site/site.h"
#include "site/ynode.h"

/* Checks the site file's defaults, a map of types; reports what is wrong. */
bool session_defaults_read(struct site *site, const struct ynode *defaults,
    struct diag *diag);
/*
 * The session NODE with those keys of its type's defaults that it does not
 * have itself; DEFAULTS may be NULL.  It points into both: give it to
 * session_defaults_done(), and not to ynode_free().
 */
struct ynode session_defaults_apply(const struct ynode *node,
    const struct ynode *defaults);
void session_defaults_done(struct ynode *map, const struct ynode *node);

#endif
