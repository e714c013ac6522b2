#ifndef BIRD_RENDER_REMOTE_NEIGHBOR_H
#define BIRD_RENDER_REMOTE_NEIGHBOR_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* The router's session of that name; NULL when there is none. */
const struct neighbor *remote_neighbor_find(const struct input *in,
    const char *name);
/* False, and reported, when its other side is not ours to write, or N says
 * too little to know it. */
bool remote_neighbor_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag);
/* The other side of a session of the site file, as remote_peer_text() does it. */
void remote_neighbor_text(FILE *f, const struct input *in,
    const struct neighbor *n);

#endif
