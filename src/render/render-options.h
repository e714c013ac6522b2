#ifndef BIRDFEED_RENDER_OPTIONS_H
#define BIRDFEED_RENDER_OPTIONS_H

#include "base/command.h"

/* The options that both renderers have. */
struct render_options {
	const char *remote; /* NULL: the router's own files */
	bool explain;
	bool no_records;
};

/* The rows of a table of options; TYPE has a struct render_options RENDER. */
#define RENDER_OPTIONS(type) \
	{ 0, "explain", NULL, "say which input decided each line", \
		OPTION_FLAG, offsetof(type, render.explain) }, \
	    { 0, "no-records", NULL, \
		    "read no records: the site file says it all", OPTION_FLAG, \
		    offsetof(type, render.no_records) }, \
	{ \
		0, "remote", "NAME", "write what the peer NAME configures", \
		    OPTION_TEXT, offsetof(type, render.remote) \
	}

/* command_read() for a renderer: the same result. */
int render_command(const struct command *command, int argc, char **argv,
    void *options, const struct render_options *render, struct diag *diag);

#endif
