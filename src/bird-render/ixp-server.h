#ifndef BIRD_RENDER_IXP_SERVER_H
#define BIRD_RENDER_IXP_SERVER_H

#include "bird-render/part.h"

/* The exchange's side: who may connect, and what they may announce. */
bool ixp_server_ready(const struct input *in, struct diag *diag);
void ixp_server_framing(struct fragout *out, const struct input *in);
void ixp_server_text(FILE *f, const struct input *in);

/* Prints the static route that makes the range reachable through the VPN. */
void ixp_range_text(FILE *f, const struct input *in);

#endif
