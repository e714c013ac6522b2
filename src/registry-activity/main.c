/* registry-activity: who edited an aut-num, from the lines of git log. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/command.h"
#include "base/date.h"
#include "base/out.h"
#include "base/timestamp.h"
#include "base/wall.h"
#include "registry-activity/git-log.h"
#include "stream/activity.h"
#include "stream/records.h"

struct options {
	struct common common;
	int64_t cutoff; /* seconds since 1970; NONE: not given */
	bool all;
	bool young;
	uint64_t mass;
};

#define NONE INT64_MIN

static const struct option_row rows[] = {
	{ 'c', "cutoff", "DATE",
	    "leave out what was last edited before it, "
	    "and refuse a history that does not reach back to it",
	    OPTION_DATE, offsetof(struct options, cutoff) },
	{ 'a', "all", NULL, "print what was last edited earlier, too",
	    OPTION_FLAG, offsetof(struct options, all) },
	{ 0, "mass", "N",
	    "a commit of more than N aut-nums is nobody's edit "
	    "(50)",
	    OPTION_NUMBER, offsetof(struct options, mass), 1, UINT32_MAX },
	{ 0, "young", NULL, "the registry began after the cut-off", OPTION_FLAG,
	    offsetof(struct options, young) },
};
static const struct command command = {
	.tool = "registry-activity",
	.does = "Prints when each aut-num of a registry was last edited.",
	.operands = "<LINES",
	.expected = "none: the lines of git log come on standard input",
	.example = "git -C registry log --format=@%cI --name-only -- "
		   "data/aut-num | registry-activity >changed",
	.page = "registry-activity(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* Does the history say anything, and enough? */
static bool
history_ok(const struct git_log *log, const struct options *o,
    struct diag *diag)
{
	char day[DATE_TEXT];

	if (log->commits == 0) {
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "no commit (expected "
		    "the lines of git log; is the path right, and did it not "
		    "fail?)");
		return false;
	}
	if (log->newest > timestamp_now() + DATE_DAY)
		diag_say(diag, DIAG_WARNING, NULL, NULL,
		    "a commit of %s, "
		    "which is still to come",
		    date_print(day, log->newest));
	if (o->cutoff == NONE || o->young || log->oldest < o->cutoff)
		return true;
	diag_say(diag, DIAG_ERROR, NULL, "--cutoff",
	    "the history begins "
	    "later, on %s (expected an older commit: is it a shallow clone, "
	    "or was git log killed? --young if the registry is not older)",
	    date_print(day, log->oldest));
	return false;
}

/* How many. */
static size_t
print(const struct git_log *log, const struct options *o)
{
	static const char source[] = "git";
	struct buf line = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++) {
		const struct edit *edit = &log->edit[i];

		if (!o->all && edit->time < o->cutoff)
			continue;
		activity_put(&line,
		    &(struct activity){ edit->asn, edit->time,
			{ source, strlen(source) } });
		records_put(stdout, &line);
		n++;
	}
	buf_free(&line);
	return n;
}

int
main(int argc, char **argv)
{
	struct options o = { .cutoff = NONE, .mass = 50 };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct git_log log = { .mass = o.mass };
	size_t n;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	out_open(stdout);
	wall_in_filter(&diag);
	records_begin(stdout);
	if (!git_log_read(&log, stdin, &diag) || !history_ok(&log, &o, &diag))
		goto out;
	n = print(&log, &o);
	records_end(stdout);
	if (!out_finish(stdout, &diag))
		goto out;
	diag_summary(&diag,
	    "%" PRIu64 " commits, %zu aut-nums; %" PRIu64
	    " commits of more than %" PRIu64 " aut-nums do not count (%" PRIu64
	    " edits); %" PRIu64 " other names",
	    log.commits, n, log.mass_commits, o.mass, log.mass_edits,
	    log.others);
	status = 0;
out:
	git_log_free(&log);
	return status;
}
