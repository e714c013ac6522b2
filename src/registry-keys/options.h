#ifndef REGISTRY_KEYS_OPTIONS_H
#define REGISTRY_KEYS_OPTIONS_H

#include "base/command.h"
#include "registry-keys/key-format.h"

struct options {
	struct common common;
	unsigned format;    /* of key_formats */
	const char *output; /* NULL: standard output */
	bool per_name;
	const char *registry;
	struct key_settings settings;
};

/* Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status. */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
