#ifndef BIRD_RENDER_PART_ROUTER_H
#define BIRD_RENDER_PART_ROUTER_H

#include "bird-render/part.h"

/* bird.conf: the router itself.  The includes of the other parts follow it. */
bool router_ready(const struct input *in, struct diag *diag);
void router_framing(struct fragout *out, const struct input *in);
void router_text(FILE *f, const struct input *in);
/* Prints the same text without its first comment. */
void router_core(FILE *f, const struct input *in);

#endif
