#ifndef APPLY_SESSION_HEALTH_H
#define APPLY_SESSION_HEALTH_H

#include <stdbool.h>

#include "apply/bird.h"
#include "apply/plan.h"
#include "apply/name-list.h"

/*
 * Health: do the BGP sessions that were up stay up, or come back?  Judged
 * are those that the new generation has and does not disable.
 */

/* The judged ones that are up, sorted, before BIRD is told anything. */
enum bird_answer session_health_before(struct name_list *up,
    struct birdctl *ctl, const struct generation *want, struct why *why);
/* Those of UP that are not up now. */
enum bird_answer session_health_lost(struct name_list *lost,
    const struct name_list *up, struct birdctl *ctl, struct why *why);
/* All, or more than one and more than 10 %: one neighbour may be down for
 * reasons of its own. */
bool session_health_too_many(const struct name_list *lost,
    const struct name_list *up);

/* The sessions that the change starts, sorted; not those that are disabled. */
void session_health_started(struct name_list *started,
    const struct situation *s);

#endif
