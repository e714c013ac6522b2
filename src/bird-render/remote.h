#ifndef BIRD_RENDER_REMOTE_H
#define BIRD_RENDER_REMOTE_H

#include <stdbool.h>
#include <stdio.h>

#include "diag.h"
#include "input.h"

/* False, and reported, when P says too little to know its other side. */
bool remote_ready(const struct peer *p, struct diag *diag);

/*
 * The other side of P's session: a whole bird.conf, ready to paste, that
 * announces what the registry says is P's and takes what its rules permit.
 */
void remote_text(FILE *f, const struct input *in, const struct peer *p);

#endif
