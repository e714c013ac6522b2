#ifndef WG_RENDER_OPTIONS_H
#define WG_RENDER_OPTIONS_H

#include "base/command.h"

struct format;

struct options {
	struct common common;
	const char *remote;
	bool explain;
	bool no_records;
	unsigned format_word; /* as given: the format's index */
	const struct format *format;
};

/* Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status. */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
