/* The verbs: sample, judge and targets. */
#include "link-latency/verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "link-latency/fping.h"
#include "link-latency/link-report.h"
#include "link-latency/link-roster.h"
#include "link-latency/sample-round.h"
#include "link-latency/tcp-rtt.h"

static bool
read_roster(const struct job *j, struct roster *r)
{
	const char *file = j->o->records;
	struct place place = { file, 0 };
	bool is_stdin = strcmp(file, "-") == 0, ok;
	int fd = is_stdin ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);

	if (fd == -1) {
		diag_say(j->diag, DIAG_ERROR, &place, NULL, "%s",
		    strerror(errno));
		return false;
	}
	ok = roster_read(r, j->site, j->router, fd, file, j->diag);
	if (!is_stdin)
		close(fd);
	roster_find_interfaces(r);
	return ok;
}

static bool
measure(const struct job *j, struct roster *r)
{
	return tcp_rtt_measure(r, j->diag) &&
	    (!j->o->fping || fping_read(r, STDIN_FILENO, j->diag));
}

static bool
fold_round(const struct job *j, struct memory *m, const struct roster *r)
{
	size_t measured = 0;

	for (size_t i = 0; i < r->nlink; i++)
		measured += r->link[i].sample.us != 0;
	if (!round_fold(m, r, &j->o->at, j->diag)) {
		diag_say(j->diag, DIAG_NOTE, NULL, NULL,
		    "the last round is "
		    "less than half a round ago: nothing is done");
		return true;
	}
	if (!memory_write(m, j->o->memory, j->diag))
		return false;
	diag_summary(j->diag, "%zu of %zu links measured", measured, r->nlink);
	return true;
}

int
verb_sample(const struct job *j)
{
	struct memory memory = { 0 };
	struct roster roster = { 0 };
	bool ok = read_roster(j, &roster) &&
	    memory_read(&memory, j->o->memory, true, j->diag);

	ok = ok && measure(j, &roster) && fold_round(j, &memory, &roster);
	memory_free(&memory);
	roster_free(&roster);
	return ok ? 0 : 2;
}

static bool
explain(const struct job *j, const struct memory *m)
{
	struct place place = { "--explain", 0 };
	const struct link *l = memory_find(m, j->o->explain);

	if (l != NULL)
		report_explain(stdout, l);
	else
		diag_say(j->diag, DIAG_ERROR, &place, NULL,
		    "no sample of a "
		    "link named \"%s\"",
		    j->o->explain);
	return l != NULL;
}

int
verb_judge(const struct job *j)
{
	struct memory memory = { 0 };
	struct report report = { &memory, j->router->name };
	bool ok;

	ok = memory_read(&memory, j->o->memory, false, j->diag);
	if (ok && j->o->explain != NULL)
		ok = explain(j, &memory);
	else
		ok = ok && report_print(stdout, &report, j->o->format);
	memory_free(&memory);
	return ok ? 0 : 2;
}

int
verb_targets(const struct job *j)
{
	struct roster roster = { 0 };
	char text[ADDR_TEXT];
	bool ok = read_roster(j, &roster) && tcp_rtt_measure(&roster, j->diag);

	for (size_t i = 0; ok && i < roster.naddress; i++) {
		const struct roster_address *a = &roster.address[i];

		if (roster.link[a->link].sample.us == 0)
			printf("%s%s%s\n", addr_print(text, &a->addr),
			    a->interface[0] != '\0' ? "%" : "", a->interface);
	}
	roster_free(&roster);
	return ok ? 0 : 2;
}
