#ifndef APPLY_GUARDIAN_H
#define APPLY_GUARDIAN_H

#include <sys/types.h>

#include "apply/apply.h"
#include "apply/store.h"
#include "host/birdctl.h"

/*
 * A guardian: a process that waits while apply changes things, shares its
 * lock, and settles when apply dies.  Zero: there is none.
 */
struct guardian {
	pid_t pid;
	int fd;			/* apply's end of a pipe */
};

/* False, reported: it could not be started.  CTL is apply's alone. */
bool guardian_start(struct guardian *g, const struct job *job,
    struct store *store, struct birdctl *ctl);
/* Tells it that all is said and done, and waits until it is gone. */
void guardian_dismiss(struct guardian *g);

#endif
