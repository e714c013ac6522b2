/* The command line of source-fetch(1). */
#include "source-fetch/options.h"

#include <stddef.h>
#include <stdint.h>

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	{ 0, "cache", "DIRECTORY", "keep documents there", OPTION_TEXT,
	    offsetof(struct options, cache) },
	{ 0, "raw", NULL, "print the document itself, of one NAME", OPTION_FLAG,
	    offsetof(struct options, raw) },
};
static const struct command command = {
	.tool = "source-fetch",
	.does = "Fetches the sources of a site and writes a source record for "
		"each.",
	.operands = "[NAME ...]",
	.most = SIZE_MAX,
	.example = "source-fetch -s site.yaml | participant-parse -s site.yaml",
	.page = "source-fetch(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	char **operands;
	int status;

	*o = (struct options){ 0 };
	status = command_read(&command, argc, argv, o, &operands, diag);
	o->names = operands;
	if (status == COMMAND_GO && o->raw &&
	    (operands[0] == NULL || operands[1] != NULL))
		status = command_wrong(&command, "--raw", "expected one NAME");
	return status;
}
