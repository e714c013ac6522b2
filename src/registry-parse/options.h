#ifndef REGISTRY_PARSE_OPTIONS_H
#define REGISTRY_PARSE_OPTIONS_H

#include <stdbool.h>

#include "base/command.h"
#include "rpsl/registry-source.h"
#include "rpsl/registry.h"

/* The options and operands; registry->classes has the classes of -t. */
struct options {
	struct common common;
	struct registry *registry;
	bool strict;
	enum source_kind kind; /* the kind of all sources */
	char **paths;	       /* the operands, with NULL after the last */
};

/*
 * Fills O, and the diagnostics and classes of REG.  Returns COMMAND_GO, or the
 * exit status.
 */
int options_read(struct options *o, struct registry *reg, int argc,
    char **argv);

#endif
