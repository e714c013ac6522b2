#ifndef BIRD_RENDER_NEIGHBOR_FILTERS_H
#define BIRD_RENDER_NEIGHBOR_FILTERS_H

#include "bird-render/neighbor-filter.h"

/* Prints the session's filters.  A session that imports nothing has no import
 * filter. */
void neighbor_filters_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in);

#endif
