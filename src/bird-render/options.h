#ifndef BIRD_RENDER_OPTIONS_H
#define BIRD_RENDER_OPTIONS_H

#include "render/render-options.h"

struct options {
	struct common common;
	struct render_options render;
	unsigned parts; /* a bit for each row of the table of parts */
};

/* Fills O, with its defaults, and DIAG from the command line.  Returns
 * COMMAND_GO, or the exit status. */
int options_read(struct options *o, struct diag *diag, int argc, char **argv);

#endif
