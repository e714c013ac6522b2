#ifndef PARTICIPANT_PARSE_OPTIONS_H
#define PARTICIPANT_PARSE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct options {
	const char *site;
	const char *servers;	/* how the servers' host names begin */
	uint32_t asn;		/* the exchange's, 0: not given */
	bool strict;
	bool verbose;
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
