#ifndef WG_RENDER_OPTIONS_H
#define WG_RENDER_OPTIONS_H

#include "render/render-options.h"

struct format;

struct options {
	struct common common;
	struct render_options render;
	unsigned format_word; /* as given: the format's index */
	const struct format *format;
};

/* Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status. */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
