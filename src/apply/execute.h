#ifndef APPLY_EXECUTE_H
#define APPLY_EXECUTE_H

#include "apply/execution.h"

/* Runs the steps in order and reports failures. */
enum outcome execute(struct execution *e, const struct plan *plan);
/* Prints one step and runs it. */
enum outcome execute_step(struct execution *e, struct step *step);
/* Removes the directory that execute() wrote, unless it is in use. */
void execute_discard(struct execution *e);
/* Writes "pending" to the journal, with what settle() needs to know. */
bool execute_pending(struct execution *e);
/*
 * Writes to the journal that the change was undone, and the reason TEXT.
 * OWN_FAULT: the generation is at fault; otherwise the change was disturbed or
 * stopped.
 */
void execute_note_back(struct execution *e, bool own_fault, const char *text);

#endif
