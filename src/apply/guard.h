#ifndef APPLY_GUARD_H
#define APPLY_GUARD_H

#include <stdbool.h>

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/plan.h"
#include "apply/store.h"
#include "host/birdctl.h"

/*
 * What must hold before anything is changed.  Each of these reports what
 * does not; false: the run is refused.
 */

/* It was not taken back before, nor disturbed three times, unless --force. */
bool guard_failed(const struct job *job, const struct journal *journal,
    const struct generation *want);
/* The key files, or the generation's copies, hold the keys that wg(8) is to be
 * given: the router's own (by any tunnel), one tunnel's, and all of them. */
bool guard_private_key(const struct job *job, const struct tunnel *t);
bool guard_tunnel(const struct job *job, const struct tunnel *t);
bool guard_keys(const struct job *job, const struct tunnels *want);
/* Nobody edited the confirmed generation by hand, unless --force; what else
 * is not as it was confirmed is said. */
bool guard_edited(const struct job *job, const struct situation *s);
/* Files that are not apply's are said; where its own can not be written
 * without them being lost, that is refused. */
bool guard_foreign(const struct job *job, const struct store *store,
    const struct situation *s);
/* Interfaces of the tunnels' names are WireGuard's, or are not there. */
bool guard_links(const struct job *job, const struct situation *s);
/* The programs that the plan needs are there. */
bool guard_programs(const struct job *job, const struct situation *s);
/* A warning: without them BIRD can not set a preferred source. */
void guard_addresses(const struct job *job, const struct wgstate *links);

/* Warnings, of a router with a table of its own: Linux must forward, and not
 * check source addresses strictly. */
void guard_forwarding(const struct job *job);

/* All that hold for a whole run, so that one run reports everything that is
 * wrong: the same for -n. */
bool guard_all(const struct job *job, const struct situation *s,
    const struct journal *journal, const struct store *store,
    struct birdctl *ctl);

#endif
