#ifndef BIRD_RENDER_REMOTE_SESSION_H
#define BIRD_RENDER_REMOTE_SESSION_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* The router's session of that name; NULL when there is none. */
const struct neighbor *remote_session_find(const struct input *in,
    const char *name);
/* False, and reported, when its other side is not ours to write, or N says
 * too little to know it. */
bool remote_session_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag);
/* The other side of a session of the site file, as remote_text() does it. */
void remote_session_text(FILE *f, const struct input *in,
    const struct neighbor *n);

#endif
