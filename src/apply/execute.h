#ifndef APPLY_EXECUTE_H
#define APPLY_EXECUTE_H

#include "apply/execution.h"

/* Runs the steps in order; what fails is reported. */
enum outcome execute(struct execution *e, const struct plan *plan);
/* Announces one step and runs it. */
enum outcome execute_step(struct execution *e, struct step *step);
/* Removes the directory that execute() wrote, unless it is in use. */
void execute_discard(struct execution *e);
/* The journal says "pending", and what whoever settles it has to know. */
bool execute_pending(struct execution *e);
/* The journal says that it was taken back, and why: for its own fault, or
 * because it was disturbed or stopped. */
void execute_note_back(struct execution *e, bool own_fault,
    const char *text);

#endif
