/* The command line of peer-status(1). */
#include "peer-status/options.h"

#include <stddef.h>
#include <time.h>

static const char *const formats[] = { "table", "json", "prometheus", "html",
	NULL };

static const struct option_row rows[] = {
	{ 's', "site", "SITE", "the site file, see birdfeed-site(5)",
	    OPTION_TEXT, offsetof(struct options, common.site) },
	OPTION_ROUTER(struct options),
	{ 0, "socket", "PATH", "BIRD's control socket, without a site",
	    OPTION_TEXT, offsetof(struct options, socket) },
	{ 'f', "format", "FORMAT",
	    "table (the default), json, prometheus or "
	    "html",
	    OPTION_WORD, offsetof(struct options, format_word),
	    .words = formats },
	{ 'o', "output", "FILE", "replace FILE with the output", OPTION_TEXT,
	    offsetof(struct options, output) },
	{ 'l', "limit", "N", "list at most N routes of a session (100)",
	    OPTION_NUMBER, offsetof(struct options, limit), 0, 1000000 },
	{ 'a', "all", NULL, "protocols of every type, not only BGP",
	    OPTION_FLAG, offsetof(struct options, question.all) },
	{ 0, "only", "NAME,...",
	    "these sessions, by name, AS number or "
	    "address",
	    OPTION_TEXT, offsetof(struct options, only) },
	{ 0, "title", "TEXT", "the title of the HTML page", OPTION_TEXT,
	    offsetof(struct options, title) },
	{ 0, "history", "FILE", "keep the states of the past in FILE",
	    OPTION_TEXT, offsetof(struct options, history) },
	{ 0, "every", "SECONDS", "how often the page is made: it reloads",
	    OPTION_NUMBER, offsetof(struct options, every), 1, 86400 },
	{ 0, "timeout", "SECONDS", "how long an answer of BIRD may take (10)",
	    OPTION_NUMBER, offsetof(struct options, seconds), 1, 3600 },
	OPTION_NOW(struct options, question.now),
};
static const struct command command = {
	.tool = "peer-status",
	.does = "Prints the state of the BGP sessions, their tunnels and their "
		"routes.",
	.operands = "[RECORDS]",
	.expected = "one file of records",
	.most = 1,
	.example = "peer-status -s site.yaml",
	.page = "peer-status(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	char **operands;
	int status;

	*o = (struct options){ .title = "Peering status",
		.limit = 100,
		.seconds = 10,
		.question = { .now = (uint64_t)time(NULL) } };
	status = command_read(&command, argc, argv, o, &operands, diag);
	o->records = *operands;
	o->format = format_find(formats[o->format_word]);
	o->question.limit = (uint32_t)o->limit;
	o->question.ms = (unsigned)o->seconds * 1000;
	o->question.list_accepted = o->format->accepted;
	o->question.list_rejected = o->format->rejected;
	if (status != COMMAND_GO)
		return status;
	if (o->common.site != NULL && o->socket != NULL)
		return command_wrong(&command, "--socket",
		    "not together "
		    "with --site");
	if (o->common.router != NULL && o->common.site == NULL)
		return command_wrong(&command, "--router", "needs --site");
	return status;
}
