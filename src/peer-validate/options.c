/* The command line of peer-validate(1). */
#include "peer-validate/options.h"

#include <stddef.h>
#include <stdint.h>

static const char *const formats[] = { "text", "json", NULL };

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
	OPTION_STRICT(struct options, strict),
	{ 0, "trusted", NULL, "take the requests as the operator's own",
	    OPTION_FLAG, offsetof(struct options, trusted) },
	{ 0, "requests", "FILE",
	    "take request and leave records from here, "
	    "and nothing else",
	    OPTION_TEXT, offsetof(struct options, requests) },
	{ 0, "refusals", "FILE",
	    "write there which requests were refused, "
	    "and why",
	    OPTION_TEXT, offsetof(struct options, refusals) },
	{ 0, "explain", "NAME", "print each check of the peer NAME",
	    OPTION_TEXT, offsetof(struct options, explain) },
	{ 'f', "format", "FORMAT", "of --explain: text (the default) or json",
	    OPTION_WORD, offsetof(struct options, format), .words = formats },
};
static const struct command command = {
	.tool = "peer-validate",
	.does = "Adds a peer record for each peer that passes every check.",
	.operands = "[PEERS ...] <RECORDS",
	.most = SIZE_MAX,
	.example = "registry-parse registry | "
		   "peer-validate -s site.yaml peers.d >records",
	.page = "peer-validate(1)",
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
	diag->strict = o->strict;
	if (status == COMMAND_GO && o->format != EXPLAIN_TEXT &&
	    o->explain == NULL)
		status = command_wrong(&command, "--format",
		    "is of --explain "
		    "(expected it with --explain)");
	o->peers = operands;
	return status;
}
