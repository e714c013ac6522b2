#ifndef APPLY_MOVING_IN_H
#define APPLY_MOVING_IN_H

#include <stdbool.h>
#include <stdio.h>

#include "apply/apply.h"
#include "apply/plan.h"
#include "host/birdctl.h"

/* Does BIRD run a configuration that is not apply's? */
bool moving_in(const struct situation *s);
/*
 * What becomes of each session that BIRD runs now, and the lines of YAML with
 * which the protocols keep their names and so stay.  Asks BIRD, and reads its
 * own file, of which it prints names and settings, but no password.
 */
void moving_in_print(FILE *f, const struct job *job,
    const struct situation *s, struct birdctl *ctl);
/*
 * From one generation to the next: the protocols other than BGP that restart,
 * and what that does.  Nothing when there is none.
 */
void moving_on_print(FILE *f, const struct job *job,
    const struct situation *s);

#endif
