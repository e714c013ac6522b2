#ifndef BIRD_RENDER_OPTIONS_H
#define BIRD_RENDER_OPTIONS_H

#include "base/common.h"

struct options {
	struct common common;
	const char *remote;
	bool explain;
	unsigned parts;		/* a bit for each row of the table of parts */
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
