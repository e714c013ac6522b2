#ifndef PARTICIPANT_PARSE_OPTIONS_H
#define PARTICIPANT_PARSE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/common.h"

struct options {
	struct common common;
	const char *servers;	/* how the servers' host names begin */
	uint32_t asn;		/* the exchange's, 0: not given */
	bool strict;
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
