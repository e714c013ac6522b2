#ifndef BIRD_RENDER_REMOTE_PARTICIPANT_H
#define BIRD_RENDER_REMOTE_PARTICIPANT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* Returns the participant NAME (AS65000 or as65000), or NULL. */
const struct participant *remote_participant_find(const struct input *in,
    const char *name);
/* Returns false, and reports why, if P cannot reach any server. */
bool remote_participant_ready(const struct input *in,
    const struct participant *p, struct diag *diag);
/*
 * Prints the configuration of P's own router: a complete bird.conf, ready to
 * paste, with sessions to the exchange's servers.  It announces P's leased
 * prefixes.
 */
void remote_participant_text(FILE *f, const struct input *in,
    const struct participant *p);

#endif
