#ifndef BIRDFEED_PUBLIC_H
#define BIRDFEED_PUBLIC_H

#include <stdbool.h>

#include "base/addr.h"

/*
 * True unless a registry of special-purpose addresses (RFC 6890) says that
 * the address is not reachable over the internet.  The documentation prefixes
 * pass: nothing answers there, and examples need them.
 */
bool addr_is_public(const struct addr *a);

#endif
