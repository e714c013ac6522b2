#ifndef BIRD_RENDER_OWN_CARRIED_H
#define BIRD_RENDER_OWN_CARRIED_H

#include "base/diag.h"
#include "bird-render/input.h"

/*
 * Does a session carry the network's own prefixes?  Warns about each prefix
 * that no session carries.  If no session carries any of them, reports that as
 * an error and returns false.
 */
bool own_carried(const struct input *in, struct diag *diag);

#endif
