/* The command line of bird-render(1). */
#include "bird-render/options.h"

#include <stddef.h>
#include <string.h>

#include "base/near.h"
#include "bird-render/parts.h"

/* Parses "PART,..." to bits. */
static bool
take_parts(void *options, const char *list, struct why *why)
{
	static const char *const names[] = { "router", "roa", "filters",
		"peers", "mesh", "sessions", "ixp" };
	struct options *o = options;
	char name[16] = "";
	struct near near = { .word = name };

	o->parts = 0;
	for (const char *p = list;; p++) {
		const size_t n = strcspn(p, ",");
		const unsigned bit = part_find(p, n);

		if (bit == 0) {
			memcpy(name, p, n < sizeof name ? n : 0);
			for (size_t i = 0; i < sizeof names / sizeof *names;
			     i++)
				near_try(&near, names[i]);
			why_set(why,
			    "\"%.*s\" (expected router, roa, "
			    "filters, peers, mesh, sessions or ixp%s%s%s)",
			    n < 40 ? (int)n : 40, p,
			    near.best != NULL ? "; did you mean " : "",
			    near.best != NULL ? near.best : "",
			    near.best != NULL ? "?" : "");
			return false;
		}
		o->parts |= bit;
		p += n;
		if (*p == '\0')
			return true;
	}
}

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
	{ 0, "only", "PART,...",
	    "these parts: router, roa, filters, peers, "
	    "mesh, ...",
	    OPTION_TAKE, .take = take_parts },
	{ 0, "explain", NULL, "say which input decided each line", OPTION_FLAG,
	    offsetof(struct options, explain) },
	{ 0, "no-records", NULL, "read no records: the site file says it all",
	    OPTION_FLAG, offsetof(struct options, no_records) },
	{ 0, "remote", "NAME", "write what the peer NAME configures",
	    OPTION_TEXT, offsetof(struct options, remote) },
};
static const struct command command = {
	.tool = "bird-render",
	.does = "Writes the BIRD configuration of a router.",
	.operands = "<RECORDS",
	.expected = "none: records come on standard input",
	.example = "bird-render -s site.yaml <records >fragments",
	.page = "bird-render(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	char **operands;
	int status;

	*o = (struct options){ .parts = PARTS_ALL };
	status = command_read(&command, argc, argv, o, &operands, diag);
	if (status == COMMAND_GO && o->explain && o->remote != NULL)
		status = command_wrong(&command, "--explain",
		    "is about the "
		    "router's own files (expected it without --remote)");
	return status;
}
