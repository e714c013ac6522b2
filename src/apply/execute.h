#ifndef APPLY_EXECUTE_H
#define APPLY_EXECUTE_H

#include "apply/apply.h"
#include "apply/guardian.h"
#include "apply/plan.h"
#include "apply/store.h"
#include "host/birdctl.h"

/* How a plan came out. */
enum outcome {
	OUTCOME_DONE,
	OUTCOME_REFUSED,	/* before anything was changed */
	OUTCOME_FAILED,		/* half-way: to be rolled back */
	OUTCOME_LOST,		/* BIRD stopped answering half-way */
};

/*
 * The execution of a plan: the only code that changes the system.  CTL is
 * BIRD's control socket, when it answers.
 */
struct execution {
	const struct job *job;
	const struct situation *situation;
	struct store *store;
	struct birdctl *ctl;
	struct guardian guardian;
	/* Interfaces that were there before and became apply's, sorted. */
	struct names stay;
	struct names changed;	/* tunnels that were there, sorted */
	struct names up;	/* sessions, before BIRD was configured */
	struct why why;		/* what failed first */
	bool stopped;		/* by a signal */
	bool pending;		/* the journal says so */
	bool wrote;		/* the generation's directory is new */
	bool tunnels;		/* commands have been run */
	bool configured;	/* BIRD was told to load it */
	bool moved;		/* "current" may have moved */
};

/* Runs the steps in order; what fails is reported. */
enum outcome execute(struct execution *e, const struct plan *plan);
/* Says one step and does it. */
enum outcome execute_step(struct execution *e, struct step *step);
/* Has a signal asked to stop?  They wait for a good moment. */
bool execute_stopping(void);
/* Removes the directory that execute() wrote, unless it is in use. */
void execute_discard(struct execution *e);

#endif
