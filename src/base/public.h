#ifndef BIRDFEED_PUBLIC_H
#define BIRDFEED_PUBLIC_H

#include <stdbool.h>

#include "base/addr.h"

/*
 * True unless the registries of special-purpose addresses (RFC 6890) say that
 * the address is not globally reachable.  The documentation prefixes count as
 * public: no host answers there, and examples need them.
 */
bool addr_is_public(const struct addr *a);

#endif
