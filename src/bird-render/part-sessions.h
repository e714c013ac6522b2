#ifndef BIRD_RENDER_PART_SESSIONS_H
#define BIRD_RENDER_PART_SESSIONS_H

#include "bird-render/part.h"

/* sessions.conf: the BGP sessions of the site file, which have no tunnel. */
bool sessions_wanted(const struct input *in);
bool sessions_ready(const struct input *in, struct diag *diag);
void sessions_framing(struct fragout *out, const struct input *in);
void sessions_text(FILE *f, const struct input *in);

#endif
