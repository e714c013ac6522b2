#ifndef APPLY_SETTLE_H
#define APPLY_SETTLE_H

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/store.h"
#include "apply/wgstate.h"

/*
 * Settles what an apply that died left behind, when JOURNAL is pending: if
 * "current" is the pending generation already, what is left of the work is
 * done; otherwise tunnels and BIRD go back to "current".  Reads JOURNAL
 * again.  BEFORE is what the interfaces were, or NULL when nobody has seen
 * that.  The exit status of apply(8).
 */
int settle(const struct job *job, struct store *store,
    struct journal *journal, const struct wgstate *before);

#endif
