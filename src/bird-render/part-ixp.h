#ifndef BIRD_RENDER_PART_IXP_H
#define BIRD_RENDER_PART_IXP_H

#include "bird-render/part.h"

/* ixp.conf: an exchange with dynamic participants, or the side of one of its
 * participants.  The site file says which. */
bool ixp_wanted(const struct input *in);
bool ixp_ready(const struct input *in, struct diag *diag);
void ixp_framing(struct fragout *out, const struct input *in);
void ixp_text(FILE *f, const struct input *in);

#endif
