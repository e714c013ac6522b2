#ifndef BIRD_RENDER_REMOTE_H
#define BIRD_RENDER_REMOTE_H

#include <stdio.h>

#include "input.h"

/*
 * The other side of P's session: a whole bird.conf, ready to paste, that
 * announces what the registry says is P's and takes what its rules permit.
 */
void remote_text(FILE *f, const struct input *in, const struct peer *p);

#endif
