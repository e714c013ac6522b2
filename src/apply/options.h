#ifndef APPLY_OPTIONS_H
#define APPLY_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"
#include "base/diag.h"

/* The command line, without -v, which goes to the diagnostics. */
struct options {
	struct common common;
	const char *state_dir; /* NULL: as in the site file */
	uint64_t timeout;      /* as given */
	unsigned seconds;      /* the timeout, converted */
	bool dry;
	bool json;
	bool force;
	bool install_only;
	enum mode {
		MODE_STREAM,   /* install standard input */
		MODE_ROLLBACK, /* install a stored generation */
		MODE_BOOT,
		MODE_RESOLVE,
		MODE_LIST,
		MODE_FORGET,
	} mode;
	const char *id;	    /* to roll back to; NULL: the previous */
	const char *forget; /* the id of MODE_FORGET */
};

/* Returns -1 to continue, or the exit status; then everything has been printed
 * or reported. */
int options_read(struct options *o, int argc, char **argv, struct diag *diag);

#endif
