#ifndef PARTICIPANT_PARSE_OPTIONS_H
#define PARTICIPANT_PARSE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"

struct options {
	struct common common;
	const char *servers;	/* how the servers' host names begin */
	uint32_t asn;		/* the exchange's, 0: not given */
	bool strict;
};

/*
 * Fills O, with its defaults, and DIAG from the command line.  COMMAND_GO, or
 * the status to exit with.
 */
int options_read(struct options *o, struct diag *diag, int argc,
    char **argv);

#endif
