#ifndef PEER_STATUS_STATUS_ASK_H
#define PEER_STATUS_STATUS_ASK_H

#include <stdbool.h>

#include "base/diag.h"
#include "peer-status/status.h"

/*
 * Asks BIRD and wg(8).  It also returns true if BIRD does not answer, because
 * that is a status.  Returns false, and reports why, if the status cannot be
 * known.  Free S with status_free() in any case.
 */
bool status_ask(struct status *s, const struct question *q,
    const struct policy *policy, struct diag *diag);

#endif
