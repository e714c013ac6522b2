#ifndef APPLY_APPLY_H
#define APPLY_APPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "site/site.h"
#include "stream/fragin.h"

/* The exit status of apply(8). */
enum {
	APPLY_DONE = 0,
	APPLY_CHANGES = 1,	/* -n: there are some */
	APPLY_REFUSED = 2,	/* nothing was touched */
	APPLY_ROLLED_BACK = 3,
	APPLY_PARTLY = 3,	/* --boot, --resolve: not all of them */
	APPLY_BUSY = 4,		/* another apply holds the lock */
	APPLY_UNKNOWN = 5,	/* BIRD stopped answering half-way */
};

/* What main() was asked to do; all of it main's own. */
struct job {
	const struct site *site;
	const struct site_router *router;
	const struct fragments *stream;
	const char *state_dir;
	unsigned seconds;	/* for the input; and for the lock, up to 30 */
	bool dry;		/* -n */
	bool force;
	bool boot;		/* look no names up: nobody answers yet */
	bool kept;		/* STREAM is a generation that is kept */
	bool json;		/* the changes go to standard error */
	size_t *changes;	/* how many were made */
	bool install_only;	/* ask neither BIRD nor the tunnels */
	struct diag *diag;
};

#endif
