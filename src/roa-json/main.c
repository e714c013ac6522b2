/* roa-json: converts vrp records to JSON, and back. */
#include <jansson.h>
#include <stdio.h>
#include <unistd.h>

#include "base/command.h"
#include "base/out.h"
#include "base/wall.h"
#include "roa-json/roa.h"
#include "roa-json/roa-document.h"

struct options {
	struct common common;
	bool decode;
	uint64_t generated; /* seconds since 1970; NEVER: not given */
};

/* The end of the year 9999, to reject a time in milliseconds. */
#define TIME_LAST UINT64_C(253402300799)
#define NEVER UINT64_MAX

static const struct option_row rows[] = {
	{ 'd', "decode", NULL, "read ROA JSON, and write vrp records",
	    OPTION_FLAG, offsetof(struct options, decode) },
	{ 0, "generated", "SECONDS",
	    "write this time (since 1970) into the "
	    "document",
	    OPTION_NUMBER, offsetof(struct options, generated), 0, TIME_LAST },
};
static const struct command command = {
	.tool = "roa-json",
	.does = "Writes the vrp records of a stream as JSON for RTR servers.",
	.operands = "<RECORDS|JSON",
	.expected = "none: records come on standard input",
	.example = "registry-parse -t vrp registry | roa-json >roas.json",
	.page = "roa-json(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* Converts JSON to records. */
static bool
decode(struct roas *roas, struct diag *diag)
{
	size_t repeated = 0;

	if (!roa_document_read(roas, &repeated, STDIN_FILENO, diag))
		return false;
	if (repeated > 0)
		diag_say(diag, DIAG_WARNING, NULL, NULL,
		    "%zu ROAs are there "
		    "more than once",
		    repeated);
	roas_put(stdout, roas);
	return true;
}

/* Converts records to JSON. */
static bool
encode(struct roas *roas, const struct options *o, struct diag *diag)
{
	if (!roas_read(roas, STDIN_FILENO, diag))
		return false;
	if (roas_write(stdout, roas,
		o->generated != NEVER ? &o->generated : NULL))
		return true;
	diag_say(diag, DIAG_ERROR, NULL, NULL, "out of memory");
	return false;
}

int
main(int argc, char **argv)
{
	struct options o = { .generated = NEVER };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct roas roas = { 0 };

	if (status != COMMAND_GO)
		return status;
	if (o.decode && o.generated != NEVER)
		return command_wrong(&command, "--generated",
		    "is about a "
		    "document that is written (expected it without -d)");
	status = 2;
	out_open(stdout);
	json_object_seed(0); /* opens /dev/urandom */
	wall_in_filter(&diag);
	if (!(o.decode ? decode(&roas, &diag) : encode(&roas, &o, &diag)))
		goto out;
	if (!out_finish(stdout, &diag))
		goto out;
	diag_summary(&diag, "%zu ROAs", roas.n);
	status = 0;
out:
	roas_free(&roas);
	return status;
}
