#ifndef BIRD_RENDER_IXP_MEMBER_H
#define BIRD_RENDER_IXP_MEMBER_H

#include "bird-render/part.h"

/* A participant's side: the sessions with the exchange's servers. */
bool ixp_member_ready(const struct input *in, struct diag *diag);
void ixp_member_framing(struct fragout *out, const struct input *in);
void ixp_member_text(FILE *f, const struct input *in);

#endif
