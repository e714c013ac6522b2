#ifndef PEER_STATUS_REASON_H
#define PEER_STATUS_REASON_H

#include "peer-status/policy.h"
#include "peer-status/protocol.h"

/* Adds to ROUTE, which SESSION's filter rejected, each reason that can be
 * found, or one that says that there is none. */
void reason_find(const struct policy *p, const struct protocol *session,
    struct route *route);

#endif
