#ifndef APPLY_HEALTH_H
#define APPLY_HEALTH_H

#include <stdbool.h>

#include "apply/bird.h"
#include "apply/generation.h"
#include "apply/names.h"

/*
 * Health: do the BGP sessions that were up stay up, or come back?  Judged
 * are those that the new generation has and does not disable.
 */

/* The judged ones that are up, sorted, before BIRD is told anything. */
enum bird_answer health_before(struct names *up, struct birdctl *ctl,
    const struct generation *want, struct why *why);
/* Those of UP that are not up now. */
enum bird_answer health_lost(struct names *lost, const struct names *up,
    struct birdctl *ctl, struct why *why);
/* All, or more than one and more than 10 %: one neighbour may be down for
 * reasons of its own. */
bool health_too_many(const struct names *lost, const struct names *up);

#endif
