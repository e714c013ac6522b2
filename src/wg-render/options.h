#ifndef WG_RENDER_OPTIONS_H
#define WG_RENDER_OPTIONS_H

#include <stdbool.h>

struct format;

struct options {
	const char *site;
	const char *router;
	const char *remote;
	const struct format *format;
	bool verbose;
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
