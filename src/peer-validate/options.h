#ifndef PEER_VALIDATE_OPTIONS_H
#define PEER_VALIDATE_OPTIONS_H

#include <stdbool.h>

#include "base/common.h"

struct options {
	struct common common;
	const char *explain;
	bool strict;
	bool trusted;
	char **peers;		/* NULL behind the last */
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
