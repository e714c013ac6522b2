#ifndef PEER_VALIDATE_OPTIONS_H
#define PEER_VALIDATE_OPTIONS_H

#include <stdbool.h>

#include "base/command.h"

/* The output format of --explain. */
enum explain_format { EXPLAIN_TEXT, EXPLAIN_JSON };

struct options {
	struct common common;
	const char *explain;
	unsigned format;      /* enum explain_format */
	const char *requests; /* a file; NULL: from standard input */
	const char *refusals; /* a file; NULL: none */
	bool strict;
	bool trusted;
	char **peers; /* NULL after the last */
};

/*
 * Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status.
 */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
