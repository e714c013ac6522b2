#ifndef LEASE_SERVE_OPTIONS_H
#define LEASE_SERVE_OPTIONS_H

#include "base/command.h"

struct options {
	struct common common;
};

/* Returns COMMAND_GO or the exit status; see command_read(). */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
