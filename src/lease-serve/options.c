/* The command line of lease-serve(8). */
#include "lease-serve/options.h"

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
};
static const struct command command = {
	.tool = "lease-serve",
	.does = "Serves the API of an exchange's gateway.",
	.operands = "",
	.expected = "none: the site file says where it listens",
	.example = "lease-serve -s /etc/birdfeed/site.yaml",
	.page = "lease-serve(8)",
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
	return status;
}
