#ifndef APPLY_GUARDIAN_H
#define APPLY_GUARDIAN_H

#include <sys/types.h>

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/store.h"
#include "apply/wgstate.h"
#include "host/birdctl.h"

/* Finishes or undoes the work of an apply that died; see settle(). */
typedef int guardian_settler(const struct job *job, struct store *store,
    struct journal *journal, const struct wgstate *before);

/*
 * A guardian: a child process that shares apply's lock, waits while apply
 * makes changes, and settles them if apply dies.  All zero: none runs.
 */
struct guardian {
	pid_t pid;
	int fd; /* apply's end of a pipe */
};

/*
 * Starts the guardian; returns false, and reports why, on failure.  The child
 * closes CTL and calls SETTLE only if apply dies, with BEFORE: the interfaces
 * as apply saw them.
 */
bool guardian_start(struct guardian *g, const struct job *job,
    struct store *store, struct birdctl *ctl, guardian_settler *settle,
    const struct wgstate *before);
/* Tells the guardian that the work is done, and waits for it to exit. */
void guardian_dismiss(struct guardian *g);

#endif
