/* The options that both renderers have. */
#include "render/render-options.h"

int
render_command(const struct command *command, int argc, char **argv,
    void *options, const struct render_options *render, struct diag *diag)
{
	char **operands;
	int status = command_read(command, argc, argv, options, &operands,
	    diag);

	if (status == COMMAND_GO && render->explain && render->remote != NULL)
		status = command_wrong(command, "--explain",
		    "is about the router's own files (expected it without "
		    "--remote)");
	return status;
}
