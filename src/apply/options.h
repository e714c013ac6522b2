#ifndef APPLY_OPTIONS_H
#define APPLY_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"
#include "base/diag.h"

/* The command line; -v has gone to the diagnostics. */
struct options {
	struct common common;
	const char *state_dir;	/* NULL: the site file's */
	uint64_t timeout;	/* as given */
	unsigned seconds;	/* the same */
	bool dry;
	bool json;
	bool force;
	bool install_only;
	enum mode {
		MODE_STREAM,	/* what comes on standard input */
		MODE_ROLLBACK,	/* what is kept */
		MODE_BOOT,
		MODE_RESOLVE,
		MODE_LIST,
		MODE_FORGET,
	} mode;
	const char *id;		/* to roll back to; NULL: the one before */
	const char *forget;	/* the id of MODE_FORGET */
};

/* -1: go on; otherwise the exit status, and everything has been said. */
int options_read(struct options *o, int argc, char **argv,
    struct diag *diag);

#endif
