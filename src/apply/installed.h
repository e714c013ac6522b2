#ifndef APPLY_INSTALLED_H
#define APPLY_INSTALLED_H

#include "apply/generation.h"
#include "apply/store.h"
#include "apply/wg-tunnel.h"

/*
 * A generation's tunnels, read back from its files: by name, free with
 * tunnels_free().  One that can not be read is known by its name alone.
 */
void installed_tunnels(struct tunnels *ts, struct store *s,
    const struct generation *g);

#endif
