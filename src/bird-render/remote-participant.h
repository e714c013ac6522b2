#ifndef BIRD_RENDER_REMOTE_PARTICIPANT_H
#define BIRD_RENDER_REMOTE_PARTICIPANT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* The participant of NAME, as AS65000 or as65000; NULL: there is none. */
const struct participant *remote_participant_find(const struct input *in,
    const char *name);
/* False, and reported, when P has no address that reaches a server. */
bool remote_participant_ready(const struct input *in, const struct participant *p,
    struct diag *diag);
/*
 * P's own router: a whole bird.conf, ready to paste, with sessions to the
 * exchange's servers, that announces what is leased to P.
 */
void remote_participant_text(FILE *f, const struct input *in,
    const struct participant *p);

#endif
