/* The command line of mrt-origins(1). */
#include "mrt-origins/options.h"

#include <stddef.h>

static const struct option_row rows[] = {
	{ 'c', "cutoff", "DATE",
	    "leave out who was last seen before it, and "
	    "report missing days",
	    OPTION_DATE, offsetof(struct options, cutoff) },
	{ 'a', "all", NULL, "print those that were last seen earlier, too",
	    OPTION_FLAG, offsetof(struct options, all) },
	{ 0, "cache", "DIRECTORY", "keep what is in each dump there",
	    OPTION_TEXT, offsetof(struct options, cache) },
	{ 0, "jobs", "N", "read N dumps at once (one for each CPU)",
	    OPTION_NUMBER, offsetof(struct options, jobs), 1, 64 },
};
static const struct command command = {
	.tool = "mrt-origins",
	.does = "Prints when each AS was last the origin of a route in MRT "
		"dumps.",
	.operands = "[FILE|DIRECTORY ...]",
	.expected = "MRT dumps",
	.most = SIZE_MAX,
	.example = "mrt-origins -c 2023-11-26 --cache cache dumps >seen",
	.page = "mrt-origins(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	*o = (struct options){ .cutoff = NO_CUTOFF };
	return command_read(&command, argc, argv, o, &o->dumps, diag);
}
