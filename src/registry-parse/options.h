#ifndef REGISTRY_PARSE_OPTIONS_H
#define REGISTRY_PARSE_OPTIONS_H

#include <stdbool.h>

#include "base/command.h"
#include "rpsl/registry-source.h"
#include "rpsl/registry.h"

/* The command line; the classes of -t are in the registry. */
struct options {
	struct common common;
	struct registry *registry;
	bool strict;
	enum source_kind kind;	/* of every source */
	char **paths;		/* the operands, with NULL after the last */
};

/* Fills O, and the diagnostics and classes of REG.  COMMAND_GO, or the status
 * to exit with. */
int options_read(struct options *o, struct registry *reg, int argc,
    char **argv);

#endif
