#ifndef APPLY_BACK_H
#define APPLY_BACK_H

#include "apply/execute.h"

/* Undoes what execute() did: tunnels, link, BIRD.  False: BIRD does not
 * answer, or not as it should. */
bool back(struct execution *e);

#endif
