#ifndef PARTICIPANT_PARSE_OPTIONS_H
#define PARTICIPANT_PARSE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/command.h"

struct options {
	struct common common;
	const char *servers; /* prefix of the servers' host names */
	uint32_t asn;	     /* of the exchange; 0: not given */
	bool strict;
	bool no_records;
};

/*
 * Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status.
 */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
