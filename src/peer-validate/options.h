#ifndef PEER_VALIDATE_OPTIONS_H
#define PEER_VALIDATE_OPTIONS_H

#include <stdbool.h>

#include "base/command.h"

/* How --explain writes what it found. */
enum explain_format { EXPLAIN_TEXT, EXPLAIN_JSON };

struct options {
	struct common common;
	const char *explain;
	unsigned format;	/* enum explain_format */
	const char *requests;	/* a file; NULL: they come on stdin */
	bool strict;
	bool trusted;
	char **peers;		/* NULL behind the last */
};

/*
 * Fills O, with its defaults, and DIAG from the command line.  COMMAND_GO, or
 * the status to exit with.
 */
int options_read(struct options *o, struct diag *diag, int argc,
    char **argv);

#endif
