#ifndef BIRD_RENDER_OWN_CARRIED_H
#define BIRD_RENDER_OWN_CARRIED_H

#include "base/diag.h"
#include "bird-render/input.h"

/* Is there a session for the network's own prefixes?  A prefix without any is
 * warned of; it is an error, and false, when that is true of all of them. */
bool own_carried(const struct input *in, struct diag *diag);

#endif
