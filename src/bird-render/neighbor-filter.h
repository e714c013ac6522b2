#ifndef BIRD_RENDER_NEIGHBOR_FILTER_H
#define BIRD_RENDER_NEIGHBOR_FILTER_H

#include <stdio.h>

#include "bird-render/input.h"
#include "site/neighbor.h"

/* The two filters of one channel of a session, by their names in BIRD. */
struct neighbor_filter {
	const struct neighbor *neighbor;
	unsigned family;
	const char *import;
	const char *export;
	bool drain;
};

/* Prints both filters; a collector has no import filter. */
void neighbor_filter_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in);

#endif
