#ifndef BIRDFEED_LEASE_POOL_H
#define BIRDFEED_LEASE_POOL_H

#include "store/lease-session.h"

/*
 * Makes the store offer the AS numbers and prefixes of the site file, and no
 * others.  What the site file no longer has stays with its user until the
 * lease is over.  Does nothing if the store has these pools already.  A store
 * that several gateways may share keeps other pools, and the call fails, unless
 * it is FORCED.
 */
enum lease_result lease_pool_set(struct lease_store *store, bool forced);

#endif
