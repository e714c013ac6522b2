#ifndef BIRD_RENDER_PART_MESH_H
#define BIRD_RENDER_PART_MESH_H

#include "bird-render/part.h"

/*
 * mesh.conf: the protocols between the network's own routers.  Babel carries
 * only the network's own prefixes.  iBGP carries what was learned from peers,
 * and none of our own prefixes but a customer's.
 */
bool mesh_wanted(const struct input *in);
bool mesh_ready(const struct input *in, struct diag *diag);
void mesh_framing(struct fragout *out, const struct input *in);
void mesh_text(FILE *f, const struct input *in);

#endif
