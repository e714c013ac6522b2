/* link-latency: the latency of a router's links, with a memory. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/command-verb.h"
#include "base/command.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "link-latency/link-report.h"
#include "link-latency/options.h"
#include "link-latency/verbs.h"
#include "site/site-read.h"

#define MEMORY "/var/lib/birdfeed-latency/memory"
#define TIME_MOST (INT64_MAX / 2)

#define AT(member) offsetof(struct options, member)

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
	{ 'f', "format", "FORMAT",
	    "of judge: records, table, json or "
	    "prometheus",
	    OPTION_WORD, AT(format), .words = report_formats },
	{ 0, "memory", "FILE", "what is remembered (" MEMORY ")", OPTION_TEXT,
	    AT(memory) },
	{ 0, "records", "FILE", "the stream with the peers (standard input)",
	    OPTION_TEXT, AT(records) },
	{ 0, "fping", NULL, "fping's output is on standard input", OPTION_FLAG,
	    AT(fping) },
	{ 0, "explain", "NAME", "of judge: why this link has its class",
	    OPTION_TEXT, AT(explain) },
	OPTION_NOW(struct options, at.now),
	{ 0, "uptime", "SECONDS", "take this as the host's uptime, with --now",
	    OPTION_NUMBER, AT(at.uptime), 1, TIME_MOST },
};
static const struct command command = {
	.tool = "link-latency",
	.does = "Remembers the round trip times of a router's BGP sessions.",
	.operands = "sample|judge|targets",
	.expected = "one of sample, judge, targets",
	.most = 1,
	.example = "link-latency -s site.yaml judge -f table",
	.page = "link-latency(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = AT(common),
};

static const struct verb {
	struct command_verb is;
	int (*run)(const struct job *j);
} verbs[] = {
	{ { "sample", 0, 0 }, verb_sample },
	{ { "judge", 0, 0 }, verb_judge },
	{ { "targets", 0, 0 }, verb_targets },
};

static uint64_t
clock_seconds(clockid_t clock)
{
	struct timespec t = { 0 };

	clock_gettime(clock, &t);
	return (uint64_t)t.tv_sec;
}

int
main(int argc, char **argv)
{
	struct options o = { .memory = MEMORY, .records = "-" };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct job job = { .o = &o, .diag = &diag };
	struct wall_paths paths = { 0 };
	const struct verb *verb;
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	verb = command_verb(&command, verbs, sizeof verbs / sizeof *verbs,
	    sizeof *verbs, operands);
	if (verb == NULL)
		return 2;
	if (o.fping && strcmp(o.records, "-") == 0)
		return command_wrong(&command, "--fping",
		    "takes standard "
		    "input (expected --records FILE, too)");
	/* A test that has a time has no uptime unless it says so. */
	if (o.at.now == 0)
		o.at = (struct moment){ clock_seconds(CLOCK_REALTIME),
			clock_seconds(CLOCK_BOOTTIME) };
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	out_open(stdout);
	job.site = site;
	job.router = site_router(site, o.common.router, &diag);
	wall_path_add(&paths, o.records, WALL_PATH_READ);
	wall_path_add(&paths, o.memory, WALL_PATH_REPLACE);
	wall_in("link-latency", &paths, &diag);
	status = job.router != NULL ? verb->run(&job) : 2;
	if (!out_finish(stdout, &diag))
		status = 2;
	site_free(site);
	return status;
}
