#ifndef BIRD_RENDER_REGISTRY_RULES_H
#define BIRD_RENDER_REGISTRY_RULES_H

#include <stdio.h>

#include "bird-render/input.h"

/*
 * Prints the function bf_network4 or bf_network6, which rejects a route that
 * the registry's rules do not permit.  The first rule whose prefix contains
 * the route's prefix decides by its action and its lengths.  If no rule
 * matches, the function rejects the route.
 */
void registry_rules_function(FILE *f, const struct input *in, unsigned family);

#endif
