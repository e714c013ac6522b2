#ifndef BIRD_RENDER_NEIGHBOR_EXPORT_H
#define BIRD_RENDER_NEIGHBOR_EXPORT_H

#include "bird-render/neighbor-filter.h"

/* Prints the export filter of an upstream, peer, route server or downstream. */
void neighbor_export_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in);

#endif
