#ifndef APPLY_EXECUTION_H
#define APPLY_EXECUTION_H

#include "apply/apply.h"
#include "apply/guardian.h"
#include "apply/plan.h"
#include "apply/store.h"
#include "host/birdctl.h"
#include "host/iproute.h"

/* The result of running a plan. */
enum outcome {
	OUTCOME_DONE,
	OUTCOME_REFUSED, /* before anything was changed */
	OUTCOME_FAILED,	 /* part of it ran: roll it back */
	OUTCOME_LOST,	 /* BIRD stopped answering half-way */
};

/*
 * The execution of a plan.  Only this code changes the system.  CTL is BIRD's
 * control socket, if BIRD answers.
 */
struct execution {
	const struct job *job;
	const struct situation *situation;
	struct store *store;
	struct birdctl *ctl;
	struct guardian guardian;
	guardian_settler *settle; /* called if apply dies */
	/* Interfaces that existed before and became apply's, sorted. */
	struct name_list stay;
	struct name_list changed; /* existing tunnels, sorted */
	/* The changed tunnels that need a new handshake, and those through
	 * which apply cannot trigger a handshake. */
	struct name_list renewed, unasked;
	const struct wgstate *before; /* interfaces; NULL: unknown */
	struct addresses ways;	    /* addresses reached before: way-health.h */
	struct name_list up;	    /* sessions up before BIRD was configured */
	struct name_list requested; /* those that networks asked for */
	struct why why;		    /* the first failure */
	bool stopped;		    /* by a signal */
	bool disturbed;	 /* BIRD died, or another user configured it */
	unsigned tries;	 /* earlier tries that were disturbed */
	bool pending;	 /* the journal says "pending" */
	bool wrote;	 /* created the generation's directory */
	bool tunnels;	 /* ran tunnel commands */
	bool rules;	 /* ran kernel rule commands */
	bool configured; /* told BIRD to load the generation */
	bool moved;	 /* "current" may have moved */
};

/* Reports TEXT, keeps it as the reason, and returns OUTCOME. */
enum outcome execution_failed(struct execution *e, enum outcome outcome,
    const char *text);
/* Has a signal asked apply to stop?  Signals are blocked and checked between
 * steps. */
bool execution_stopping(void);

#endif
