#ifndef APPLY_INSTALLED_H
#define APPLY_INSTALLED_H

#include "apply/generation.h"
#include "apply/store.h"
#include "apply/wg-tunnel.h"

/*
 * Reads a generation's tunnels back from its files, sorted by name.  Free with
 * tunnels_free().  If a file cannot be read, only the tunnel's name is set.
 */
void installed_tunnels(struct tunnels *ts, struct store *s,
    const struct generation *g);

#endif
