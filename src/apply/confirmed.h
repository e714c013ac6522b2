#ifndef APPLY_CONFIRMED_H
#define APPLY_CONFIRMED_H

#include "apply/apply.h"
#include "apply/journal.h"
#include "apply/plan.h"
#include "apply/store.h"

/* What the confirmed generation wants the tunnels to be, and what they
 * are: for what needs no input. */
struct confirmed {
	struct store store;
	struct journal journal;
	struct generation have;
	struct tunnels tunnels;
	struct wgstate links;
};

/*
 * Reads the generation that is confirmed, its tunnels and, when there are
 * any, the interfaces.  A tunnel whose file is not as it was installed is
 * reported, and has no key_file: only its name is known.  APPLY_DONE, or
 * why there is nothing to do, reported.  Free with confirmed_free() in every
 * case.
 */
int confirmed_read(struct confirmed *in, const struct job *job);
/* Takes the lock, and reads the journal; what it says is the caller's. */
int confirmed_lock(struct confirmed *in, const struct job *job);
/* Only opens the state directory, which has to be there. */
int confirmed_open(struct confirmed *in, const struct job *job);
/* Asks for the interfaces again. */
int confirmed_look(struct confirmed *in, const struct job *job);
/* The situation of tunnel I alone: to be as it was meant to be. */
void confirmed_situation(struct situation *s, struct tunnels *one,
    const struct confirmed *in, const struct job *job, size_t i);
void confirmed_free(struct confirmed *in);

#endif
