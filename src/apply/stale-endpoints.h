#ifndef APPLY_STALE_ENDPOINTS_H
#define APPLY_STALE_ENDPOINTS_H

#include "apply/apply.h"

/*
 * --resolve: for each tunnel without a recent handshake, resolves the host
 * name of its endpoint again, and gives wg(8) the new address if it has
 * changed.  Changes nothing else.
 */
int stale_endpoints_update(const struct job *job);

#endif
