#ifndef BIRD_RENDER_NEIGHBOR_IMPORT_H
#define BIRD_RENDER_NEIGHBOR_IMPORT_H

#include "bird-render/neighbor-filter.h"

/* Prints the import filter of an upstream, peer, route server or downstream. */
void neighbor_import_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in);

#endif
