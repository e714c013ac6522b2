#ifndef APPLY_CONFIRMED_H
#define APPLY_CONFIRMED_H

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/plan.h"
#include "apply/store.h"

/* The tunnels of the confirmed generation and the interfaces on the host, for
 * the commands that read no input. */
struct confirmed {
	struct store store;
	struct journal journal;
	struct generation have;
	struct tunnels tunnels;
	struct wgstate links;
};

/*
 * Reads the confirmed generation and its tunnels; if there are tunnels, also
 * the interfaces.  A tunnel whose file has changed since it was installed is
 * reported and gets a NULL key_file: only its name is known.  Returns
 * APPLY_DONE, or another exit status if there is nothing to do; then the
 * reason has been reported.  Free with confirmed_free() in every case.
 */
int confirmed_read(struct confirmed *in, const struct job *job);
/* Takes the lock and reads the journal.  The caller acts on the journal. */
int confirmed_lock(struct confirmed *in, const struct job *job);
/* Only opens the state directory, which must exist. */
int confirmed_open(struct confirmed *in, const struct job *job);
/* Reads the interfaces again. */
int confirmed_look(struct confirmed *in, const struct job *job);
/* Makes the situation for restoring tunnel I alone to its confirmed state. */
void confirmed_situation(struct situation *s, struct tunnels *one,
    const struct confirmed *in, const struct job *job, size_t i);
void confirmed_free(struct confirmed *in);

#endif
