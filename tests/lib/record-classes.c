/*
 * Unit tests: the reader of each class of records takes what its writer
 * writes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collect.h"
#include "stream/participant.h"
#include "stream/prefix-rule.h"
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
		{ "172.20.8.0/24", "DEMO", "vrp\t172.20.8.0/24-29-AS64512\t"
		    "prefix=172.20.8.0/24\tmax-length=29\torigin=AS64512\t"
		    "source=DEMO\n", 29, 64512 },
		{ "2001:db8::/32", "", "vrp\t2001:db8::/32-128-AS0\t"
		    "prefix=2001:db8::/32\tmax-length=128\torigin=AS0\n",
		    128, 0 },
		/* A stranger's word for the registry. */
		{ "0.0.0.0/0", "A\tB\n", "vrp\t0.0.0.0/0-0-AS4294967295\t"
		    "prefix=0.0.0.0/0\tmax-length=0\torigin=AS4294967295\t"
		    "source=A\\tB\\n\n", 0, 4294967295 },
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
			rows[i].asn }, again;
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
			assert_true(slice_is(*vrp_source(&t),
			    rows[i].source));
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
participant(void **state)
{
	struct addr addrs[] = { addr("fd00::2"), addr("192.0.2.9"),
		addr("fd00::2") };
	struct prefix prefixes[] = { prefix("2001:db8:2::/48"),
		prefix("2001:db8:1::/48"), prefix("2001:db8:2::/48") };
	char user[] = "an@example\t\n";
	struct participant p = { .asn = 64511, .address = { addrs, 3, 3 },
		.prefix = { prefixes, 3 }, .more_specifics = true,
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
	assert_string_equal(buf_cstr(&line), "participant\tAS64511\t"
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
	participant_put(&line, &(struct participant){ .asn = 1,
		.address = { addrs, 1, 1 } });
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
		{ "https://example.org/n", 21 }, { "ab12", 4 },
		{ NULL, n } }, again;
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
	assert_int_equal(size, strlen("source\tnodes\t"
	    "url=https://example.org/n\tsha256=ab12\tbody=\\n") + n - 1 + 1);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vrps),
		cmocka_unit_test(prefix_rules),
		cmocka_unit_test(participant),
		cmocka_unit_test(source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
