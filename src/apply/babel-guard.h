#ifndef APPLY_BABEL_GUARD_H
#define APPLY_BABEL_GUARD_H

#include "apply/apply.h"
#include "apply/plan.h"
#include "host/birdctl.h"

/*
 * BIRD 3 (3.2.3, 3.3.2) aborts when a reconfiguration removes the Babel
 * interface block that the selected route uses.  On BIRD 3, this guard
 * therefore refuses a change that leaves a running Babel interface without a
 * block.  It reports the refusal and returns false.  It queries BIRD only if
 * the change configures BIRD.
 */
bool babel_guard(const struct job *job, const struct situation *s,
    struct birdctl *ctl);
/* The same for a BIRD that is about to go back to the configuration FILE. */
bool babel_guard_file(const struct job *job, const char *file,
    struct birdctl *ctl);

#endif
