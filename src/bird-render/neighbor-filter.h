#ifndef BIRD_RENDER_NEIGHBOR_FILTER_H
#define BIRD_RENDER_NEIGHBOR_FILTER_H

#include <stdio.h>

#include "bird-render/input.h"
#include "site/neighbor.h"

/* The two filters of a session's channel, by their names in BIRD. */
struct neighbor_filter {
	const struct neighbor *neighbor;
	unsigned family;
	const char *import;
	const char *export;
	bool drain;
};

/* The default route in BIRD's syntax. */
const char *neighbor_default_route(unsigned family);
/*
 * Prints the call of the operator's function that key KEY of N names, or
 * nothing if it is not set.  Call this right before the filter's accept: all
 * protective checks must come first, because an accept in the function ends
 * the filter.
 */
void neighbor_filter_hook(FILE *f, const struct neighbor *n,
    const struct input *in, unsigned key, const char *indent);
/* Explain mark: the next line depends on a drain. */
void neighbor_filter_because_drain(FILE *f, const struct input *in,
    const struct neighbor *n);

#endif
