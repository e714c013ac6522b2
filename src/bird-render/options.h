#ifndef BIRD_RENDER_OPTIONS_H
#define BIRD_RENDER_OPTIONS_H

#include <stdbool.h>

struct options {
	const char *site;
	const char *router;
	const char *remote;
	unsigned parts;		/* a bit for each row of the table of parts */
	bool verbose;
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
