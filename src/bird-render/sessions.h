#ifndef BIRD_RENDER_SESSIONS_H
#define BIRD_RENDER_SESSIONS_H

#include "part.h"

/* peers.conf: the BGP sessions of the peers. */
bool sessions_ready(const struct input *in, struct diag *diag);
void sessions_framing(struct fragout *out, const struct input *in);
void sessions_text(FILE *f, const struct input *in);

#endif
