#ifndef REGISTRY_PARSE_OPTIONS_H
#define REGISTRY_PARSE_OPTIONS_H

#include <stdbool.h>

#include "rpsl/registry-source.h"
#include "rpsl/registry.h"

/* The command line; what -t and -v say is in the registry. */
struct options {
	bool strict;
	enum source_kind kind;	/* of every source */
	char **paths;		/* the operands, with NULL after the last */
};

/* -1 to go on, otherwise the exit status. */
int options_read(struct options *opt, struct registry *reg, int argc,
    char **argv);

#endif
