#ifndef APPLY_BABEL_GUARD_H
#define APPLY_BABEL_GUARD_H

#include "apply/apply.h"
#include "apply/plan.h"
#include "host/birdctl.h"

/*
 * BIRD 3 (3.2.3, 3.3.2) aborts when a reconfiguration takes the interface
 * block of Babel away by which the selected route goes.  So a change after
 * which a running interface of Babel has no block is refused on BIRD 3;
 * reported.  Asks BIRD only when it is to be configured.
 */
bool babel_guard(const struct job *job, const struct situation *s,
    struct birdctl *ctl);

#endif
