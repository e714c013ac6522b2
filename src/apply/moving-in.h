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
 * Prints what happens to each session that BIRD runs now, and the YAML lines
 * that keep the names of protocols so that they do not restart.  Queries BIRD
 * and reads its configuration file.  It prints names and settings from that
 * file, but no password.
 */
void moving_in_print(FILE *f, const struct job *job, const struct situation *s,
    struct birdctl *ctl);
/*
 * From one generation to the next: prints which protocols other than BGP
 * restart, and the effect.  Prints nothing if none restarts.
 */
void moving_on_print(FILE *f, const struct job *job, const struct situation *s);

#endif
