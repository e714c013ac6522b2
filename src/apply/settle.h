#ifndef APPLY_SETTLE_H
#define APPLY_SETTLE_H

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/store.h"
#include "apply/wgstate.h"

/*
 * Settles the work of an apply that died, if JOURNAL is pending.  If "current"
 * is already the pending generation, finishes the remaining work; otherwise
 * returns tunnels and BIRD to "current".  Reads JOURNAL again.  BEFORE is the
 * interfaces before the change, or NULL if unknown.  Returns the exit status
 * of apply(8).
 */
int settle(const struct job *job, struct store *store, struct journal *journal,
    const struct wgstate *before);

#endif
