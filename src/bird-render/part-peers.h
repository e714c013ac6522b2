#ifndef BIRD_RENDER_PART_PEERS_H
#define BIRD_RENDER_PART_PEERS_H

#include "bird-render/part.h"

/* peers.conf: the BGP sessions of the peers. */
bool peers_ready(const struct input *in, struct diag *diag);
void peers_framing(struct fragout *out, const struct input *in);
void peers_text(FILE *f, const struct input *in);

#endif
