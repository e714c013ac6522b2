#ifndef REGISTRY_OPTIONS_H
#define REGISTRY_OPTIONS_H

#include <stdbool.h>

#include "registry-check/judge.h"
#include "rpsl/registry.h"

/* What the command line says; REG gets what -t and -v do. */
struct options {
	bool strict;
	struct judge judge;
	char **paths;		/* the operands, NULL behind the last */
};

/* -1 to go on, otherwise the exit status. */
int options_read(struct options *opt, struct registry *reg, int argc,
    char **argv);

#endif
