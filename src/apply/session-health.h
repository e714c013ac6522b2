#ifndef APPLY_SESSION_HEALTH_H
#define APPLY_SESSION_HEALTH_H

#include <stdbool.h>

#include "apply/bird.h"
#include "apply/plan.h"
#include "apply/name-list.h"

/*
 * Health: do the BGP sessions that were up stay up or come back?  Only
 * sessions that the new generation has and does not disable count.
 */

/*
 * Gets the sessions that count and are up, sorted, before BIRD is configured,
 * and those of them that networks asked for.
 */
enum bird_answer session_health_before(struct name_list *up,
    struct name_list *requested, struct birdctl *ctl,
    const struct generation *want, struct why *why);
/* Gets the sessions of UP that are not up now. */
enum bird_answer session_health_lost(struct name_list *lost,
    const struct name_list *up, struct birdctl *ctl, struct why *why);

/* Gets the sessions that the change starts, sorted, except disabled ones. */
void session_health_started(struct name_list *started,
    const struct situation *s);

#endif
