#ifndef APPLY_UNDO_H
#define APPLY_UNDO_H

#include "apply/execution.h"

/* Undoes what execute() did: tunnels, link, BIRD.  False: BIRD does not
 * answer, or not as it should. */
bool undo(struct execution *e);

#endif
