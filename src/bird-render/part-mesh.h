#ifndef BIRD_RENDER_PART_MESH_H
#define BIRD_RENDER_PART_MESH_H

#include "bird-render/part.h"

/*
 * mesh.conf: what the network's own routers say to each other.  Babel
 * carries the network's own prefixes and nothing else, iBGP what was
 * learned from peers and nothing of our own.
 */
bool mesh_wanted(const struct input *in);
bool mesh_ready(const struct input *in, struct diag *diag);
void mesh_framing(struct fragout *out, const struct input *in);
void mesh_text(FILE *f, const struct input *in);

#endif
