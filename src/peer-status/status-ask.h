#ifndef PEER_STATUS_STATUS_ASK_H
#define PEER_STATUS_STATUS_ASK_H

#include <stdbool.h>

#include "base/diag.h"
#include "peer-status/status.h"

/*
 * Asks BIRD and wg(8).  True also when BIRD does not answer, which is a
 * status; false, reported, when the status cannot be known.
 */
bool status_ask(struct status *s, const struct question *q,
    const struct policy *policy, struct diag *diag);

#endif
