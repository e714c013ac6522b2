#ifndef PEER_STATUS_REASON_H
#define PEER_STATUS_REASON_H

#include "peer-status/policy.h"
#include "peer-status/protocol.h"

/* Adds the reasons why SESSION's filter rejected ROUTE.  If it finds none, it
 * adds a reason that says so. */
void reason_find(const struct policy *p, const struct protocol *session,
    struct route *route);

#endif
