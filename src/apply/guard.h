#ifndef APPLY_GUARD_H
#define APPLY_GUARD_H

#include <stdbool.h>

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/plan.h"
#include "apply/store.h"
#include "host/birdctl.h"

/*
 * Preconditions, checked before anything is changed.  Each guard reports its
 * violations; false means that the run is refused.
 */

/* WANT has not failed before and has not been disturbed three times, unless
 * --force. */
bool guard_failed(const struct job *job, const struct journal *journal,
    const struct generation *want);
/*
 * The key files, or the generation's copies, hold the right keys for wg(8):
 * the router's own key (checked through any tunnel), one tunnel's keys, and
 * the keys of all tunnels.
 */
bool guard_private_key(const struct job *job, const struct tunnel *t);
bool guard_tunnel(const struct job *job, const struct tunnel *t);
bool guard_keys(const struct job *job, const struct tunnels *want);
/* Nobody edited the confirmed generation by hand, unless --force.  Other
 * differences from the confirmed state are only reported. */
bool guard_edited(const struct job *job, const struct situation *s);
/* Reports foreign files.  Refuses the run if apply would destroy them by
 * writing its own files. */
bool guard_foreign(const struct job *job, const struct store *store,
    const struct situation *s);
/* Every existing interface with a tunnel's name is a WireGuard interface. */
bool guard_links(const struct job *job, const struct situation *s);
/* The programs that the plan needs are installed. */
bool guard_programs(const struct job *job, const struct situation *s);
/* Warns of missing addresses: BIRD cannot use them as preferred source. */
void guard_addresses(const struct job *job, const struct wgstate *links);

/* Every gateway of a session is on a network of the host: BIRD knows no other
 * way to it.  Unless --force. */
bool guard_gateways(const struct job *job);

/* Warnings for a router with its own routing table: Linux must forward
 * packets, and must not use strict reverse-path filtering. */
void guard_forwarding(const struct job *job);

/* All guards of a whole run, also used by -n: one run reports everything that
 * is wrong. */
bool guard_all(const struct job *job, const struct situation *s,
    const struct journal *journal, const struct store *store,
    struct birdctl *ctl);

#endif
