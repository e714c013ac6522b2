#ifndef BIRD_RENDER_PARTS_H
#define BIRD_RENDER_PARTS_H

#include "base/buf.h"
#include "bird-render/part.h"

/* A selection of parts is a set of bits, a bit for each row of the table. */
#define PARTS_ALL (~0u)

/* Returns the bit of the part with the name of N bytes at NAME, or 0 if there
 * is none. */
unsigned part_find(const char *name, size_t n);
/* Appends what was expected instead of the part NAME. */
void part_expected(struct buf *to, const char *name);
/* Prints the PARTS as a fragment set named bird.  Returns false, and reports
 * why, if the input of a part is missing or wrong. */
bool parts_render(FILE *f, const struct input *in, unsigned parts,
    struct diag *diag);

#endif
