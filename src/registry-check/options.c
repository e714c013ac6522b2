/* The command line of registry-check(1). */
#include "registry-check/options.h"

#include <stddef.h>
#include <stdint.h>

static const struct option_row rows[] = {
	{ 0, "policy", "MNTNER", "check what MNTNER holds by dn42's policy",
	    OPTION_TEXT, offsetof(struct options, mntner) },
};
static const struct command command = {
	.tool = "registry-check",
	.does = "Checks a registry by the schemas that it carries.",
	.operands = "[DIRECTORY|FILE ...]",
	.most = SIZE_MAX,
	.example = "registry-check registry",
	.page = "registry-check(1)",
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
	o->paths = operands;
	return status;
}
