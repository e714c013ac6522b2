#ifndef REGISTRY_CHECK_OPTIONS_H
#define REGISTRY_CHECK_OPTIONS_H

#include "base/common.h"

struct options {
	struct common common;
	const char *mntner;	/* --policy; NULL: check by the schemas */
	char **paths;		/* the operands, with NULL after the last */
};

/* Reads the command line.  Exits after -h, -V and a wrong call. */
struct options options_parse(int argc, char **argv);

#endif
