#ifndef APPLY_GUARDIAN_H
#define APPLY_GUARDIAN_H

#include <sys/types.h>

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/store.h"
#include "apply/wgstate.h"
#include "host/birdctl.h"

/* Finishes or undoes what an apply that died left behind, as settle(). */
typedef int guardian_settler(const struct job *job, struct store *store,
    struct journal *journal, const struct wgstate *before);

/*
 * A guardian: a child process that shares apply's lock, waits while apply
 * changes things, and settles if apply dies.  Zero: there is none.
 */
struct guardian {
	pid_t pid;
	int fd;			/* apply's end of a pipe */
};

/* False, reported: it could not be started.  The child closes CTL, and
 * calls SETTLE only if apply dies; it inherits what apply has seen BEFORE. */
bool guardian_start(struct guardian *g, const struct job *job,
    struct store *store, struct birdctl *ctl, guardian_settler *settle,
    const struct wgstate *before);
/* Tells it that the work is done, and waits until it has exited. */
void guardian_dismiss(struct guardian *g);

#endif
