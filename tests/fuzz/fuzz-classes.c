/*
 * Fuzz target: the fields of birdfeed's own classes.  The input is one record
 * without its class and key, and each class takes it.  What is taken is put,
 * and the record that comes out is taken again and is the same.
 */
#include "fuzz.h"

#include <string.h>

#include "site/peer.h"
#include "stream/activity.h"
#include "stream/latency.h"
#include "stream/leave.h"
#include "stream/net.h"
#include "stream/own-objects.h"
#include "stream/participant.h"
#include "stream/petition.h"
#include "stream/prefix-rule.h"
#include "stream/record.h"
#include "stream/refusal.h"
#include "stream/revision.h"
#include "stream/source-record.h"
#include "stream/vrp.h"

/* Each takes T; if it is good, it also puts it into LINE, where its class has
 * a function for that. */
static void
as_vrp(const struct taking *t, struct buf *line)
{
	struct vrp v;

	if (vrp_take(t, &v))
		vrp_put(line, &v, (struct slice){ "x", 1 });
}

static void
as_prefix_rule(const struct taking *t, struct buf *line)
{
	struct prefix_rule r;

	if (prefix_rule_take(t, &r))
		prefix_rule_put(line, &r);
}

static void
as_activity(const struct taking *t, struct buf *line)
{
	struct activity a;

	if (activity_take(t, &a))
		activity_put(line, &a);
}

static void
as_participant(const struct taking *t, struct buf *line)
{
	struct participants list = { 0 };

	if (participants_take(&list, t) && list.n == 1)
		participant_put(line, &list.v[0]);
	participants_free(&list);
}

static void
as_peer(const struct taking *t, struct buf *line)
{
	struct peers peers = { 0 };

	if (peers_take(&peers, t->record, "r", t->place, t->diag) &&
	    peers.n == 1)
		peer_to_record(&peers.v[0], line);
	peers_free(&peers);
}

static void
as_others(const struct taking *t, struct buf *line)
{
	struct latencies latencies = { 0 };
	struct leaves leaves = { 0 };
	struct nets nets = { 0 };
	struct refusals refusals = { 0 };
	struct revision revision = { 0 };
	struct source_record source;
	struct petition petition;

	(void)line;
	latencies_take(&latencies, t);
	latencies_free(&latencies);
	leaves_take(t, &leaves);
	leaves_free(&leaves);
	nets_take(&nets, t);
	nets_free(&nets);
	refusals_take(&refusals, t);
	refusals_free(&refusals);
	revision_take(t, &revision);
	source_record_take(t, &source);
	petition_take(t, &petition);
	petition_free(&petition);
}

static void
try(void (*as)(const struct taking *t, struct buf *line), struct slice line,
    struct diag *diag)
{
	struct place place = { "fuzz", 1 };
	struct record r = { 0 };
	struct buf first = { 0 }, second = { 0 };
	struct why why;

	record_parse(&r, line);
	as(&(struct taking){ line, &r, &place, diag }, &first);
	if (first.len > 0) {
		FUZZ_CHECK(first.data[first.len - 1] == '\n');
		line = (struct slice){ first.data, first.len - 1 };
		FUZZ_CHECK(record_check(line, &why));
		record_parse(&r, line);
		as(&(struct taking){ line, &r, &place, diag }, &second);
		FUZZ_CHECK(first.len == second.len &&
		    memcmp(first.data, second.data, first.len) == 0);
	}
	record_free(&r);
	buf_free(&first);
	buf_free(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct {
		const char *class;
		void (*as)(const struct taking *t, struct buf *line);
	} classes[] = {
		{ "vrp\tk", as_vrp },
		{ "prefix-rule\t1/4", as_prefix_rule },
		{ "activity\tAS64511", as_activity },
		{ "participant\tAS64511", as_participant },
		{ "peer\tas64511", as_peer },
		{ "latency\tas64511", as_others },
		{ "net\tAS64511", as_others },
	};
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct buf line = { 0 };
	struct why why;

	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		line.len = 0;
		buf_str(&line, classes[i].class);
		buf_add(&line, (const char *)data, size);
		if (record_check((struct slice){ line.data, line.len }, &why))
			try(classes[i].as,
			    (struct slice){ line.data, line.len }, &diag);
	}
	buf_free(&line);
	return 0;
}
