#ifndef APPLY_REMOVALS_H
#define APPLY_REMOVALS_H

#include <stdbool.h>

#include "apply/apply.h"
#include "apply/generation.h"

/*
 * Checks that not too many peers, ROAs or participants disappear between HAVE
 * (NULL: nothing is installed) and WANT.  Returns false and reports it
 * otherwise, unless --force.  If the registry is older than max-age, nothing
 * may disappear.  Peers are compared by name, and a peer that its
 * own network removed does not count.  The other records are compared by
 * number only.
 */
bool removals_ok(const struct job *job, const struct generation *have,
    const struct generation *want);

#endif
