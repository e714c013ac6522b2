#ifndef LEASE_SERVE_API_CALLER_H
#define LEASE_SERVE_API_CALLER_H

#include "lease-serve/call.h"

/*
 * Finds out who calls, and sets the call's user.  False if the call has been
 * answered with an error, or waits for newer keys of the issuer.  In the
 * latter case, call this again when it goes on.
 */
bool caller_check(struct call *call);
/* All that wait for the issuer's keys go on. */
void callers_wake(struct gateway *gateway);

#endif
