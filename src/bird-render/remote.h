#ifndef BIRD_RENDER_REMOTE_H
#define BIRD_RENDER_REMOTE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/*
 * Prints the other side's bird.conf for the peer, session or participant NAME.
 * Returns false, and reports why, if NAME does not exist or if the input for
 * its side is missing.
 */
bool remote_text(FILE *f, const struct input *in, const char *name,
    struct diag *diag);

#endif
