#ifndef SOURCE_FETCH_OPTIONS_H
#define SOURCE_FETCH_OPTIONS_H

#include <stdbool.h>

#include "base/command.h"

struct options {
	struct common common;
	const char *cache; /* NULL: below the site's state-dir */
	bool raw;
	char **names; /* in argv; NULL after the last */
};

/*
 * Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status.
 */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
