#ifndef BIRD_RENDER_OWN_VALID_H
#define BIRD_RENDER_OWN_VALID_H

#include "bird-render/input.h"

/*
 * Warns about each own prefix that the vrp records do not make valid.  In a
 * registry, also warns if our AS has no aut-num or no route object.  Without
 * vrp records it does not warn about ROAs.
 */
void own_valid_warn(const struct input *in, struct diag *diag);

#endif
