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
	APPLY_CHANGES = 1, /* -n: there are changes */
	APPLY_REFUSED = 2, /* nothing was touched */
	APPLY_ROLLED_BACK = 3,
	APPLY_PARTLY = 3,  /* --boot, --resolve: some tunnels failed */
	APPLY_BUSY = 4,	   /* another apply holds the lock */
	APPLY_UNKNOWN = 5, /* BIRD stopped answering half-way */
};

/* What main() was asked to do.  All pointers belong to main(). */
struct job {
	const struct site *site;
	const struct site_router *router;
	const struct fragments *stream;
	const char *state_dir;
	unsigned seconds; /* for input; at most 30 for the lock */
	bool dry;	  /* -n */
	bool force;
	bool boot;	   /* resolve no names: no resolver yet */
	bool kept;	   /* STREAM is a stored generation */
	bool json;	   /* print the changes on standard error */
	size_t *changes;   /* the number of changes made */
	bool install_only; /* query neither BIRD nor the tunnels */
	struct diag *diag;
};

#endif
