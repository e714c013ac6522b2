#ifndef BIRD_RENDER_ROUTER_H
#define BIRD_RENDER_ROUTER_H

#include "part.h"

/* bird.conf: the router itself, and the includes of the other parts. */
bool router_ready(const struct input *in, struct diag *diag);
void router_framing(struct fragout *out, const struct input *in);
void router_text(FILE *f, const struct input *in);
/* The same without its comment and its includes. */
void router_core(FILE *f, const struct input *in);

#endif
