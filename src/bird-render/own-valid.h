#ifndef BIRD_RENDER_OWN_VALID_H
#define BIRD_RENDER_OWN_VALID_H

#include "bird-render/input.h"

/*
 * Warns of each own prefix that the vrp records do not make valid, and, in a
 * registry, of an AS without an aut-num or a route object.  Without vrp
 * records it says nothing of ROAs.
 */
void own_valid_warn(const struct input *in, struct diag *diag);

#endif
