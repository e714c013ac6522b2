#ifndef WG_RENDER_OPTIONS_H
#define WG_RENDER_OPTIONS_H

#include "base/common.h"

struct format;

struct options {
	struct common common;
	const char *remote;
	bool explain;
	const struct format *format;
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
