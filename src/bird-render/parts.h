#ifndef BIRD_RENDER_PARTS_H
#define BIRD_RENDER_PARTS_H

#include "bird-render/part.h"

/* A selection of parts, as the bits of their rows in the table. */
#define PARTS_ALL (~0u)

/* Returns the bit of the part of that name, or 0 if there is none. */
unsigned part_find(const char *name, size_t n);
/* Prints the parts as a bird set; false, reported, if the input lacks
 * something that one of them needs. */
bool parts_render(FILE *f, const struct input *in, unsigned parts,
    struct diag *diag);

#endif
