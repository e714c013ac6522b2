/* peeringdb-parse: makes net records of what PeeringDB says of networks. */
#include <jansson.h>
#include <stdio.h>

#include "base/command.h"
#include "base/out.h"
#include "base/wall.h"
#include "peeringdb-parse/peeringdb-intake.h"
#include "stream/records.h"

struct options {
	struct common common;
	bool strict;
};

static const struct option_row rows[] = {
	OPTION_STRICT(struct options, strict),
};
static const struct command command = {
	.tool = "peeringdb-parse",
	.does = "Makes net records of PeeringDB's networks.",
	.operands = "[NAME] <RECORDS|JSON",
	.expected = "at most the name of a source",
	.most = 1,
	.example = "source-fetch -s site.yaml peeringdb | peeringdb-parse",
	.page = "peeringdb-parse(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

static void
write_nets(const struct nets *nets)
{
	struct buf line = { 0 };

	for (size_t i = 0; i < nets->n; i++) {
		net_put(&line, &nets->v[i]);
		records_put(stdout, &line);
	}
	buf_free(&line);
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct intake in = { .name = "peeringdb", .diag = &diag };

	if (status != COMMAND_GO)
		return status;
	diag.others = true;
	diag.strict = o.strict;
	if (operands[0] != NULL)
		in.name = operands[0];
	status = 2;
	out_open(stdout);
	json_object_seed(0); /* opens /dev/urandom */
	wall_in_filter(&diag);
	records_begin(stdout);
	if (intake_read(&in) && nets_sort(&in.nets, &diag)) {
		status = o.strict && diag.count[DIAG_REFUSED] > 0 ? 1 : 0;
		write_nets(&in.nets);
	}
	if (status == 0)
		records_end(stdout);
	if (!out_finish(stdout, &diag))
		status = 2;
	if (status != 2)
		diag_summary(&diag, "%zu networks, %lu values left out",
		    in.nets.n, diag.count[DIAG_REFUSED]);
	nets_free(&in.nets);
	return status;
}
