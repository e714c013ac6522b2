#ifndef REGISTRY_GRAPH_REMOVAL_SCRIPT_H
#define REGISTRY_GRAPH_REMOVAL_SCRIPT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "registry-graph/removal.h"

/*
 * Prints a plan as a shell script that carries it out: what is removed, what
 * is edited, and in comments what a person has to review.  False when an
 * object cannot be the name of a file, which has been reported; nothing is
 * printed then.
 */
bool removal_script(FILE *f, const struct removal *r, struct diag *diag);

#endif
