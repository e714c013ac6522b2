#ifndef APPLY_REMOVALS_H
#define APPLY_REMOVALS_H

#include <stdbool.h>

#include "apply/apply.h"
#include "apply/generation.h"

/*
 * Not too many peers, ROAs or participants go from HAVE (NULL: nothing is
 * installed) to WANT, unless --force; false and reported otherwise.  Peers
 * are compared by their names, and one whose own network took it away does
 * not count; of the others there is only a number.
 */
bool removals_ok(const struct job *job, const struct generation *have,
    const struct generation *want);

#endif
