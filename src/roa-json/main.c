/* roa-json: the vrp records of a stream as JSON. */
#include <stdio.h>
#include <unistd.h>

#include "base/command.h"
#include "base/out.h"
#include "roa-json/roa.h"

struct options {
	struct common common;
	uint64_t generated;	/* seconds since 1970; NEVER: not given */
};

/* The end of the year 9999: milliseconds are not taken for seconds. */
#define TIME_LAST UINT64_C(253402300799)
#define NEVER UINT64_MAX

static const struct option_row rows[] = {
	{ 0, "generated", "SECONDS", "write this time (since 1970) into the "
	    "document", OPTION_NUMBER, offsetof(struct options, generated),
	    0, TIME_LAST },
};
static const struct command command = {
	.tool = "roa-json",
	.does = "Writes the vrp records of a stream as JSON for RTR servers.",
	.operands = "<RECORDS",
	.expected = "none: records come on standard input",
	.example = "registry-parse -t vrp registry | roa-json >roas.json",
	.page = "roa-json(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
main(int argc, char **argv)
{
	struct options o = { .generated = NEVER };
	char **operands;
	int status = command_read(&command, argc, argv, &o, &operands);
	struct diag diag = command_diag(&command, &o.common);
	struct roas roas = { 0 };

	if (status != COMMAND_GO)
		return status;
	status = 2;
	out_open(stdout);
	if (!roas_read(&roas, STDIN_FILENO, &diag))
		goto out;
	if (!roas_write(stdout, &roas,
	    o.generated != NEVER ? &o.generated : NULL)) {
		diag_say(&diag, DIAG_ERROR, NULL, NULL, "out of memory");
		goto out;
	}
	if (!out_finish(stdout, &diag))
		goto out;
	diag_summary(&diag, "%zu ROAs", roas.n);
	status = 0;
out:
	roas_free(&roas);
	return status;
}
