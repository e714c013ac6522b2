#ifndef MRT_ORIGINS_OPTIONS_H
#define MRT_ORIGINS_OPTIONS_H

#include "base/command.h"

struct options {
	struct common common;
	int64_t cutoff; /* seconds since 1970; NO_CUTOFF: not given */
	bool all;
	const char *cache;
	uint64_t jobs;
	char **dumps; /* ends with NULL */
};

#define NO_CUTOFF INT64_MIN

/* Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status. */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
