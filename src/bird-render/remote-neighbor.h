#ifndef BIRD_RENDER_REMOTE_NEIGHBOR_H
#define BIRD_RENDER_REMOTE_NEIGHBOR_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* Returns the router's session of that name, or NULL if there is none. */
const struct neighbor *remote_neighbor_find(const struct input *in,
    const char *name);
/* Returns false, and reports why, if N is of a type whose other side birdfeed
 * does not write, or if N has too little information about it. */
bool remote_neighbor_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag);
/* Prints the other side of a session of the site file, as remote_peer_text()
 * does for a peer. */
void remote_neighbor_text(FILE *f, const struct input *in,
    const struct neighbor *n);

#endif
