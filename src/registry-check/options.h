#ifndef REGISTRY_CHECK_OPTIONS_H
#define REGISTRY_CHECK_OPTIONS_H

#include "base/command.h"

struct options {
	struct common common;
	const char *mntner; /* of --policy; NULL: use the schemas */
	char **paths;	    /* the operands, with NULL after the last */
};

/*
 * Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status.
 */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
