#ifndef BIRD_RENDER_REMOTE_H
#define BIRD_RENDER_REMOTE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/*
 * Prints the other side's bird.conf of the peer, session or participant
 * NAME.  False, reported, if there is none of that name or the input lacks
 * what its side needs.
 */
bool remote_text(FILE *f, const struct input *in, const char *name,
    struct diag *diag);

#endif
