#ifndef APPLY_STALE_ENDPOINTS_H
#define APPLY_STALE_ENDPOINTS_H

#include "apply/apply.h"

/*
 * --resolve: looks the host names of endpoints up again where a tunnel has
 * no recent handshake, and tells wg(8) the new address where the name has
 * moved.  Touches nothing else.
 */
int stale_endpoints_update(const struct job *job);

#endif
