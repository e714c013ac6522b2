#ifndef APPLY_UNDO_H
#define APPLY_UNDO_H

#include "apply/execution.h"

/* Undoes the work of execute(): tunnels, "current", BIRD.  Returns false if
 * BIRD does not answer or fails. */
bool undo(struct execution *e);

#endif
