#ifndef LINK_LATENCY_SAMPLE_ROUND_H
#define LINK_LATENCY_SAMPLE_ROUND_H

#include <stdbool.h>

#include "base/diag.h"
#include "link-latency/link-memory.h"
#include "link-latency/link-roster.h"

/*
 * Folds what this round measured of the roster's links into the memory.  False
 * if the last round is less than half a round ago: then nothing has changed.
 */
bool round_fold(struct memory *m, const struct roster *r,
    const struct moment *at, struct diag *diag);

#endif
