#ifndef SOURCE_FETCH_OPTIONS_H
#define SOURCE_FETCH_OPTIONS_H

#include <stdbool.h>

#include "base/common.h"

struct options {
	struct common common;
	const char *cache;	/* NULL: below the site's state-dir */
	bool raw;
	char **names;		/* argv's; NULL behind the last */
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
