#ifndef APPLY_LOSSES_H
#define APPLY_LOSSES_H

#include <stdbool.h>

#include "apply/name-list.h"

/*
 * Losses: the sessions, or the tunnels, that were up before a change and are
 * not after it.  Networks asked for some of them.  These can go down whenever
 * their networks like, which must not undo the operator's change, so they
 * count only together.
 */
struct losses {
	size_t own_up, own_lost;     /* the operator's own */
	size_t asked_up, asked_lost; /* networks asked for them */
};

/* Compares LOST with UP.  REQUESTED has those that networks asked for, and
 * must be sorted. */
struct losses losses_count(const struct name_list *up,
    const struct name_list *lost, const struct name_list *requested);
/* Is it worth waiting until more are up again? */
bool losses_matter(const struct losses *l);
/* Are there so many that the change must be the reason? */
bool losses_too_many(const struct losses *l);

#endif
