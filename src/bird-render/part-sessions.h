#ifndef BIRD_RENDER_PART_SESSIONS_H
#define BIRD_RENDER_PART_SESSIONS_H

#include "bird-render/part.h"

/* sessions.conf: the BGP sessions that are no tunnelled peers'. */
bool sessions_wanted(const struct input *in);
bool sessions_ready(const struct input *in, struct diag *diag);
void sessions_framing(struct fragout *out, const struct input *in);
void sessions_text(FILE *f, const struct input *in);

/* Has a session of that family a gateway?  Then the kernel gets the routes
 * of the protocol bf_gateways4 or bf_gateways6. */
bool sessions_gateways(const struct input *in, unsigned family);

#endif
