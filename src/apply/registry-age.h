#ifndef APPLY_REGISTRY_AGE_H
#define APPLY_REGISTRY_AGE_H

#include <stdbool.h>

#include "apply/apply.h"
#include "base/duration.h"

/*
 * The age of the registry that the stream was made from: the time since its
 * newest commit, if the stream says so.
 */

#define REGISTRY_AGE_TEXT (DURATION_TEXT + 8)

/* "12 days old", or "in the future".  Returns TEXT. */
const char *registry_age_words(char text[static REGISTRY_AGE_TEXT],
    const struct job *job);
/* Warns if the registry is older than the site file's warn-age. */
void registry_age_warn(const struct job *job);
/* Is it older than max-age, or of an unknown age: in the future? */
bool registry_age_over(const struct job *job);

#endif
