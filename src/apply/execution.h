#ifndef APPLY_EXECUTION_H
#define APPLY_EXECUTION_H

#include "apply/apply.h"
#include "apply/guardian.h"
#include "apply/plan.h"
#include "apply/store.h"
#include "host/birdctl.h"
#include "host/iproute.h"

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
	guardian_settler *settle;	/* what the guardian does */
	/* Interfaces that were there before and became apply's, sorted. */
	struct name_list stay;
	struct name_list changed;	/* tunnels that were there, sorted */
	/* Those of them that need a new handshake; and that cannot be asked. */
	struct name_list renewed, unasked;
	const struct wgstate *before;	/* the interfaces; NULL: not known */
	struct addresses ways;	/* the host's, before: see way-health.h */
	struct name_list up;	/* sessions, before BIRD was configured */
	struct why why;		/* what failed first */
	bool stopped;		/* by a signal */
	bool disturbed;		/* BIRD died, or somebody else told it what */
	unsigned tries;		/* that were disturbed, before this one */
	bool pending;		/* the journal says so */
	bool wrote;		/* the generation's directory is new */
	bool tunnels;		/* commands have been run */
	bool rules;		/* of the kernel's: likewise */
	bool configured;	/* BIRD was told to load it */
	bool moved;		/* "current" may have moved */
};

/* Reports TEXT, keeps it as the reason, and returns OUTCOME. */
enum outcome execution_failed(struct execution *e, enum outcome outcome,
    const char *text);
/* Has a signal asked to stop?  Signals are blocked, and checked between
 * steps. */
bool execution_stopping(void);

#endif
