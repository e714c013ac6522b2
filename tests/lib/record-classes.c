/*
 * Unit tests: the reader of each class of records takes what its writer
 * writes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collect.h"
#include "stream/latency.h"
#include "stream/leave.h"
#include "stream/net.h"
#include "stream/participant.h"
#include "stream/petition.h"
#include "stream/prefix-rule.h"
#include "stream/refusal.h"
#include "stream/revision.h"
#include "stream/source-record.h"
#include "stream/vrp.h"

static const struct place place = { "-", 7 };

/* Parses what was put in LINE, and hands it over as a taker gets it. */
static struct taking
taking_of(struct buf *line, struct record *r, struct collect *c)
{
	struct slice s = { line->data, line->len - 1 };
	struct why why;

	assert_int_equal(line->data[line->len - 1], '\n');
	assert_true(record_check(s, &why));
	record_parse(r, s);
	return (struct taking){ s, r, &place, &c->diag };
}

static struct prefix
prefix(const char *text)
{
	struct prefix p;
	struct why why;

	assert_true(prefix_parse(text, strlen(text), &p, &why));
	return p;
}

static struct addr
addr(const char *text)
{
	struct addr a;
	struct why why;

	assert_true(addr_parse(text, strlen(text), &a, &why));
	return a;
}

static void
vrps(void **state)
{
	static const struct {
		const char *prefix, *source, *line;
		uint8_t max;
		uint32_t asn;
	} rows[] = {
		{ "172.20.8.0/24", "DEMO",
		    "vrp\t172.20.8.0/24-29-AS64512\t"
		    "prefix=172.20.8.0/24\tmax-length=29\torigin=AS64512\t"
		    "source=DEMO\n",
		    29, 64512 },
		{ "2001:db8::/32", "",
		    "vrp\t2001:db8::/32-128-AS0\t"
		    "prefix=2001:db8::/32\tmax-length=128\torigin=AS0\n",
		    128, 0 },
		/* A stranger's word for the registry. */
		{ "0.0.0.0/0", "A\tB\n",
		    "vrp\t0.0.0.0/0-0-AS4294967295\t"
		    "prefix=0.0.0.0/0\tmax-length=0\torigin=AS4294967295\t"
		    "source=A\\tB\\n\n",
		    0, 4294967295 },
		/* The longest prefix there is. */
		{ "2001:db8:1111:2222:3333:4444:5555:6666/128", "",
		    "vrp\t2001:db8:1111:2222:3333:4444:5555:6666/128-128-"
		    "AS4294967295\tprefix=2001:db8:1111:2222:3333:4444:5555:"
		    "6666/128\tmax-length=128\torigin=AS4294967295\n",
		    128, 4294967295 },
	};
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct vrp vrp = { prefix(rows[i].prefix), rows[i].max,
			rows[i].asn },
			   again;
		struct slice source = { rows[i].source,
			strlen(rows[i].source) };
		struct buf line = { 0 };
		struct record r = { 0 };
		struct taking t;

		vrp_put(&line, &vrp, source);
		assert_string_equal(buf_cstr(&line), rows[i].line);
		t = taking_of(&line, &r, &c);
		assert_true(vrp_take(&t, &again));
		assert_int_equal(vrp_cmp(&vrp, &again), 0);
		assert_int_equal(vrp_source(&t) != NULL, source.n > 0);
		if (source.n > 0)
			assert_true(slice_is(*vrp_source(&t), rows[i].source));
		record_free(&r);
		buf_free(&line);
	}
	collect_said(&c, "");
	collect_close(&c);
}

static void
prefix_rules(void **state)
{
	const struct prefix_rule rows[] = {
		{ 1001, true, prefix("172.20.0.0/14"), 21, 29, 7 },
		{ 0, false, prefix("::/0"), 0, 128, 7 },
		{ 4294967295, true, prefix("fd00::/8"), 44, 64, 7 },
	};
	static const char *const lines[] = {
		"prefix-rule\t1001/ipv4\taction=permit\t"
		"prefix=172.20.0.0/14\tmin=21\tmax=29\n",
		"prefix-rule\t0/ipv6\taction=deny\tprefix=::/0\tmin=0\t"
		"max=128\n",
		"prefix-rule\t4294967295/ipv6\taction=permit\t"
		"prefix=fd00::/8\tmin=44\tmax=64\n",
	};
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prefix_rule again;
		struct buf line = { 0 };
		struct record r = { 0 };
		struct taking t;

		prefix_rule_put(&line, &rows[i]);
		assert_string_equal(buf_cstr(&line), lines[i]);
		t = taking_of(&line, &r, &c);
		assert_true(prefix_rule_take(&t, &again));
		assert_int_equal(prefix_rule_cmp(&rows[i], &again), 0);
		assert_int_equal(again.line, 7);
		record_free(&r);
		buf_free(&line);
	}
	collect_said(&c, "");
	collect_close(&c);
}

static void
refusal(void **state)
{
	struct refusals made = { 0 }, list = { 0 };
	struct refusal *one = refusals_add(&made);
	struct addr addrs[] = { addr("fd00::2"), addr("192.0.2.9") };
	struct buf line = { 0 };
	struct record r = { 0 };
	struct taking t;
	struct collect c;

	(void)state;
	collect_open(&c);
	one->asn = 64511;
	one->address.v = malloc(sizeof addrs);
	memcpy(one->address.v, addrs, sizeof addrs);
	one->address.n = 2;
	refusal_because(one, "prefix: a\tb\n");
	refusal_because(one, "asn: none");
	/* Of another user, for the same number. */
	one = refusals_add(&made);
	one->asn = 64511;
	refusal_because(one, "x");
	refusals_sort(&made);
	assert_int_equal(made.v[0].address.n, 0);
	refusal_put(&line, &made.v[1]);
	assert_string_equal(buf_cstr(&line),
	    "refusal\tAS64511\t"
	    "address=192.0.2.9\taddress=fd00::2\treason=asn: none\t"
	    "reason=prefix: a\\tb\\n\n");
	t = taking_of(&line, &r, &c);
	assert_true(refusals_take(&list, &t));
	assert_int_equal(list.v[0].address.n, 2);
	assert_string_equal(list.v[0].reason.v[1], "prefix: a\tb\n");
	assert_ptr_equal(refusals_find(&made, 64511), &made.v[0]);
	assert_null(refusals_find(&made, 64510));
	assert_null(refusals_find(&made, 64512));
	collect_said(&c, "");
	refusals_free(&made);
	refusals_free(&list);
	record_free(&r);
	buf_free(&line);
	collect_close(&c);
}

static void
participant(void **state)
{
	struct addr addrs[] = { addr("fd00::2"), addr("192.0.2.9"),
		addr("fd00::2") };
	struct prefix prefixes[] = { prefix("2001:db8:2::/48"),
		prefix("2001:db8:1::/48"), prefix("2001:db8:2::/48") };
	char user[] = "an@example\t\n";
	struct participant p = { .asn = 64511,
		.address = { addrs, 3, 3 },
		.prefix = { prefixes, 3 },
		.more_specifics = true,
		.user = user };
	struct participants list = { 0 };
	struct buf line = { 0 };
	struct record r = { 0 };
	struct taking t;
	struct collect c;

	(void)state;
	collect_open(&c);
	participant_settle(&p);
	participant_put(&line, &p);
	assert_string_equal(buf_cstr(&line),
	    "participant\tAS64511\t"
	    "address=192.0.2.9\taddress=fd00::2\tprefix=2001:db8:1::/48\t"
	    "prefix=2001:db8:2::/48\tmore-specifics=true\t"
	    "user=an@example\\t\\n\n");
	t = taking_of(&line, &r, &c);
	assert_true(participants_take(&list, &t));
	assert_int_equal(list.v[0].asn, 64511);
	assert_int_equal(list.v[0].address.n, 2);
	assert_int_equal(list.v[0].prefix.n, 2);
	assert_true(list.v[0].more_specifics);
	assert_string_equal(list.v[0].user, user);
	/* The servers of an exchange: addresses alone. */
	line.len = 0;
	participant_put(&line,
	    &(struct participant){ .asn = 1, .address = { addrs, 1, 1 } });
	assert_string_equal(buf_cstr(&line),
	    "participant\tAS1\taddress=192.0.2.9\n");
	collect_said(&c, "");
	participants_free(&list);
	record_free(&r);
	buf_free(&line);
	collect_close(&c);
}

/* A body of several pieces, with a character across each cut. */
static void
source(void **state)
{
	const size_t n = 3 * 1024 * 1024 + 7;
	struct source_record s = { { "nodes", 5 },
		{ "https://example.org/n", 21 }, { "ab12", 4 }, { NULL, n } },
			     again;
	char *body = malloc(n), *text;
	struct buf line = { 0 };
	struct record r = { 0 };
	struct taking t;
	struct collect c;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	(void)state;
	assert_non_null(body);
	for (size_t i = 0; i + 1 < n; i += 2)
		memcpy(body + i, "\xc3\xa9", 2);
	/* From here on each character begins at an odd byte. */
	memmove(body + 1, body, n - 1);
	body[0] = '\n';
	s.body.p = body;
	collect_open(&c);
	source_record_put(f, &s);
	fclose(f);
	/* The only escape is the newline's: no character was cut in two. */
	assert_int_equal(size,
	    strlen("source\tnodes\t"
		   "url=https://example.org/n\tsha256=ab12\tbody=\\n") +
		n - 1 + 1);
	buf_add(&line, text, size);
	t = taking_of(&line, &r, &c);
	assert_true(slice_is(source_record_name(t.line), "nodes"));
	assert_true(source_record_take(&t, &again));
	assert_true(slice_is(again.name, "nodes"));
	assert_true(slice_is(again.url, "https://example.org/n"));
	assert_true(slice_is(again.sha256, "ab12"));
	assert_int_equal(again.body.n, n);
	assert_memory_equal(again.body.p, body, n);
	collect_said(&c, "");
	record_free(&r);
	buf_free(&line);
	free(text);
	free(body);
	collect_close(&c);
}

static void
latency(void **state)
{
	static const struct {
		const char *from, *to, *said;
	} faults[] = {
		{ "class=2", "class=3", "class: not that of its ms" },
		{ "ms=6.9", "ms=fast",
		    "ms: \"fast\" (expected milliseconds, "
		    "0 .. 60000, with at most three decimals)" },
		{ "\tsince=1700000000", "", "since: missing" },
		{ "\trouter=ams1", "", "router: missing" },
	};
	struct latency l = { .name = "elm",
		.router = "ams1",
		.us = 6900,
		.class = 2,
		.since = 1700000000,
		.samples = 144 };
	static const char text[] =
	    "latency\telm\tms=6.9\tclass=2\t"
	    "since=1700000000\tsamples=144\trouter=ams1\n";
	struct latencies list = { 0 };
	struct buf line = { 0 };
	struct record r = { 0 };
	struct collect c;
	struct taking t;

	(void)state;
	collect_open(&c);
	latency_put(&line, &l);
	assert_string_equal(buf_cstr(&line), text);
	t = taking_of(&line, &r, &c);
	assert_true(latencies_take(&list, &t));
	assert_true(latencies_sort(&list, &c.diag));
	assert_null(latencies_find(&list, "fra1", "elm"));
	assert_null(latencies_find(&list, "ams1", "el"));
	assert_int_equal(latencies_find(&list, "ams1", "elm")->us, 6900);
	assert_int_equal(latencies_find(&list, "ams1", "elm")->samples, 144);
	assert_true(latencies_take(&list, &t));
	assert_false(latencies_sort(&list, &c.diag));
	collect_said(&c,
	    "test: -:7: elm: two latency records of this link "
	    "(expected one)\n");
	latencies_free(&list);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		const char *at = strstr(text, faults[i].from);
		char said[128];

		line.len = 0;
		buf_add(&line, text, (size_t)(at - text));
		buf_str(&line, faults[i].to);
		buf_str(&line, at + strlen(faults[i].from));
		t = taking_of(&line, &r, &c);
		assert_false(latencies_take(&list, &t));
		snprintf(said, sizeof said, "test: -:7: %s\n", faults[i].said);
		collect_said(&c, said);
	}
	latencies_free(&list);
	record_free(&r);
	buf_free(&line);
	collect_close(&c);
}

static void
nets(void **state)
{
	char *sets[] = { (char[]){ "RIPE::AS-FIR" }, (char[]){ "AS-ELM" } };
	const struct net net = { 3000000011, { sets, 2 }, { 120, 0 } };
	struct nets back = { 0 };
	struct record r = { 0 };
	struct buf line = { 0 };
	struct collect c;
	struct taking t;

	(void)state;
	collect_open(&c);
	net_put(&line, &net);
	assert_string_equal(buf_cstr(&line),
	    "net\tAS3000000011\tas-set=RIPE::AS-FIR\tas-set=AS-ELM\t"
	    "prefixes4=120\n");
	t = taking_of(&line, &r, &c);
	assert_true(nets_take(&back, &t));
	assert_true(nets_sort(&back, &c.diag));
	assert_null(nets_find(&back, 3000000012));
	assert_int_equal(nets_find(&back, 3000000011)->prefixes[0], 120);
	assert_int_equal(back.v[0].as_sets.n, 2);
	assert_string_equal(back.v[0].as_sets.v[0], sets[0]);
	assert_true(nets_take(&back, &t));
	assert_false(nets_sort(&back, &c.diag));
	collect_said(&c,
	    "test: net: AS3000000011 is there twice (expected "
	    "one record of it)\n");
	nets_free(&back);
	assert_null(nets_find(&back, 3000000011));
	record_free(&r);
	buf_free(&line);
	collect_close(&c);
}

static void
leaves(void **state)
{
	static char name[] = "as64601", router[] = "fir";
	const struct leave leave = { name, router, 1764158400 };
	struct leaves back = { 0 };
	struct record r = { 0 };
	struct buf line = { 0 };
	struct collect c;
	struct taking t;

	(void)state;
	collect_open(&c);
	leave_put(&line, &leave);
	assert_string_equal(buf_cstr(&line),
	    "leave\tas64601\trouter=fir\tat=2025-11-26T12:00:00Z\n");
	t = taking_of(&line, &r, &c);
	assert_true(leaves_take(&t, &back));
	assert_true(leaves_take(&t, &back));
	leaves_sort(&back);
	assert_int_equal(back.n, 1);
	assert_string_equal(back.v[0].name, name);
	assert_string_equal(back.v[0].router, router);
	assert_true(back.v[0].at == leave.at);
	leaves_free(&back);
	record_free(&r);
	buf_free(&line);
	collect_close(&c);
}

static void
petitions(void **state)
{
	static char name[] = "as64601", key[] = "pgp 0123",
		    mntner[] = "OAK-MNT";
	const struct petition petition = { name, PETITION_CHANGE, 1764158400,
		key, mntner, 64601 };
	const struct slice names[] = { { "asn", 3 }, { "endpoint", 8 } };
	const struct slice values[] = { { "64601", 5 }, { "", 0 } };
	struct petition back;
	struct record r = { 0 };
	struct buf line = { 0 };
	struct collect c;
	struct taking t;

	(void)state;
	collect_open(&c);
	petition_put(&line, &petition, names, values, 2);
	assert_string_equal(buf_cstr(&line),
	    "petition\tas64601\t"
	    "operation=change\tdate=2025-11-26T12:00:00Z\tkey=pgp 0123\t"
	    "signed-by=OAK-MNT\tasn=64601\tendpoint=\n");
	t = taking_of(&line, &r, &c);
	assert_true(petition_take(&t, &back));
	assert_string_equal(back.name, name);
	assert_int_equal(back.operation, PETITION_CHANGE);
	assert_true(back.date == petition.date);
	assert_string_equal(back.key, key);
	assert_string_equal(back.signed_by, mntner);
	assert_int_equal(back.asn, 64601);
	petition_free(&back);
	record_free(&r);
	buf_free(&line);
	collect_close(&c);
}

static void
revisions(void **state)
{
	const struct revision older = { 1763633096 }, newer = { 1763700000 };
	struct revision oldest = { 0 };
	struct buf line = { 0 };
	struct record r = { 0 };
	struct collect c;
	struct taking t;

	(void)state;
	collect_open(&c);
	for (int i = 0; i < 2; i++) {
		revision_put(&line, i == 0 ? &newer : &older);
		t = taking_of(&line, &r, &c);
		assert_true(revision_take(&t, &oldest));
		assert_true(oldest.time == (i == 0 ? newer : older).time);
		line.len = 0;
	}
	revision_put(&line, &older);
	assert_string_equal(buf_cstr(&line),
	    "revision\t"
	    "2025-11-20T10:04:56Z\n");
	line.len = 0;
	buf_str(&line, "revision\t2025-11-20\n");
	t = taking_of(&line, &r, &c);
	assert_false(revision_take(&t, &oldest));
	collect_said(&c,
	    "test: -:7: revision: \"2025-11-20\" (expected a "
	    "time such as 2026-11-26T20:01:02Z, at or after 1970)\n");
	assert_true(oldest.time == older.time);
	record_free(&r);
	buf_free(&line);
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vrps),
		cmocka_unit_test(leaves),
		cmocka_unit_test(nets),
		cmocka_unit_test(petitions),
		cmocka_unit_test(prefix_rules),
		cmocka_unit_test(latency),
		cmocka_unit_test(participant),
		cmocka_unit_test(refusal),
		cmocka_unit_test(source),
		cmocka_unit_test(revisions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
