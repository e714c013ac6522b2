#ifndef BIRD_RENDER_IXP_REMOTE_H
#define BIRD_RENDER_IXP_REMOTE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* The participant of NAME, as AS65000 or as65000; NULL: there is none. */
const struct participant *ixp_remote_find(const struct input *in,
    const char *name);
/* False, and reported, when P has no address that reaches a server. */
bool ixp_remote_ready(const struct input *in, const struct participant *p,
    struct diag *diag);
/*
 * P's own router: a whole bird.conf, ready to paste, with sessions to the
 * exchange's servers, that announces what is leased to P.
 */
void ixp_remote_text(FILE *f, const struct input *in,
    const struct participant *p);

#endif
