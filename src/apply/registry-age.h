#ifndef APPLY_REGISTRY_AGE_H
#define APPLY_REGISTRY_AGE_H

#include <stdbool.h>

#include "apply/apply.h"

/*
 * The age of the registry that the stream was made from: the time since its
 * newest commit, if the stream says so.
 */

/* Warns if the registry is older than the site file's warn-age. */
void registry_age_warn(const struct job *job);
/* Is it older than max-age? */
bool registry_age_over(const struct job *job);

#endif
