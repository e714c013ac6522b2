/* Unit tests: the memory's file, and the clock that it goes by. */
#include <string.h>
#include <unistd.h>

#include "collect.h"
#include "link-latency/link-memory.h"
#include "link-latency/sample-round.h"
#include "scratch.h"

#define START UINT64_C(1700000000)

static const char text[] =
    "birdfeed-latency 1\n"
    "1700000000 5000\n"
    "as64512 2 6900 1699990000 72 0 0 2048 1024 40 1 6900 100 12 6900 - 6950\n"
    "wg-int-fra1 0 0 0 3 0 2 0 0 0 0 31000 0 1 - -\n"
    "%end\n";

static enum memory_state
parse(struct memory *m, const char *s, size_t n)
{
	*m = (struct memory){ 0 };
	return memory_parse(m, (struct slice){ s, n });
}

static void
whole(void **state)
{
	struct buf again = { 0 };
	struct memory m;
	struct link *l;

	(void)state;
	assert_int_equal(parse(&m, text, strlen(text)), MEMORY_WHOLE);
	assert_int_equal(m.n, 2);
	assert_int_equal(m.last.uptime, 5000);
	l = memory_find(&m, "as64512");
	assert_non_null(l);
	assert_int_equal(l->class, 2);
	assert_int_equal(l->us, 6900);
	assert_int_equal(l->n, 3);
	assert_int_equal(link_samples(l), 2);
	assert_null(memory_find(&m, "as64513"));
	memory_print(&m, &again);
	assert_string_equal(buf_cstr(&again), text);
	buf_free(&again);
	memory_free(&m);
}

/* Wherever it is cut, it is noticed, and the lines before are kept. */
static void
cut_anywhere(void **state)
{
	(void)state;
	for (size_t n = 0; n < strlen(text); n++) {
		struct memory m;
		size_t lines = 0;

		for (size_t i = 0; i < n; i++)
			lines += text[i] == '\n';
		assert_int_equal(parse(&m, text, n),
		    n < 19 ? MEMORY_FOREIGN : MEMORY_CUT);
		assert_int_equal(m.n,
		    lines < 3	  ? 0 :
			lines > 4 ? 2 :
				    lines - 2);
		memory_free(&m);
	}
}

static void
damaged(void **state)
{
	static const struct {
		const char *from, *to;
		enum memory_state state;
	} faults[] = {
		{ "latency 1", "latency 2", MEMORY_FOREIGN },
		{ "1700000000 5000", "1700000000", MEMORY_CUT },
		{ "as64512 2", "as64512 3", MEMORY_CUT },
		{ "as64512 2", "AS/64512 2", MEMORY_CUT },
		{ "as64512 2", "zz64512 2", MEMORY_CUT },
		{ "72 0 0 2048", "73 0 0 2048", MEMORY_CUT },
		{ "6900 - 6950", "6900 - 0", MEMORY_CUT },
		{ "6900 - 6950", "6900  6950", MEMORY_CUT },
		{ "%end\n", "%end\n%end\n", MEMORY_CUT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		const char *at = strstr(text, faults[i].from);
		struct buf bad = { 0 };
		struct memory m;

		assert_non_null(at);
		buf_add(&bad, text, (size_t)(at - text));
		buf_str(&bad, faults[i].to);
		buf_str(&bad, at + strlen(faults[i].from));
		assert_int_equal(parse(&m, bad.data, bad.len), faults[i].state);
		memory_free(&m);
		buf_free(&bad);
	}
}

static void
files(void **state)
{
	struct collect c;
	struct memory m = { 0 };
	const char *path = "memory";

	(void)state;
	collect_open(&c);
	assert_true(memory_read(&m, path, false, &c.diag));
	collect_said(&c,
	    "test: memory: warning: does not exist: nothing is "
	    "known of any link\n");
	assert_int_equal(parse(&m, text, strlen(text)), MEMORY_WHOLE);
	assert_true(memory_write(&m, path, &c.diag));
	memory_free(&m);
	assert_true(memory_read(&m, path, false, &c.diag));
	assert_int_equal(m.n, 2);
	memory_free(&m);
	collect_said(&c, "");

	assert_int_equal(truncate(path, 120), 0);
	assert_false(memory_read(&m, path, false, &c.diag));
	collect_said(&c,
	    "test: memory: is cut or damaged (expected what "
	    "link-latency sample writes)\n");
	memory_free(&m);
	assert_true(memory_read(&m, path, true, &c.diag));
	assert_int_equal(m.n, 1);
	collect_said(&c,
	    "test: memory: warning: is cut or damaged; 1 links "
	    "are kept\n");
	memory_free(&m);
	assert_false(memory_write(&m, "none/memory", &c.diag));
	collect_said(&c, "test: none/memory: No such file or directory\n");
	collect_close(&c);
}

static uint32_t
advance(struct memory *m, uint64_t now, uint64_t uptime, int64_t *jump)
{
	struct moment to = { now, uptime };

	return memory_advance(m, &to, jump);
}

static void
clocks(void **state)
{
	struct memory m = { 0 };
	struct link *l;
	int64_t jump;

	(void)state;
	assert_int_equal(advance(&m, START, 1000, &jump), 1);
	l = memory_add(&m, (struct slice){ "elm", 3 });
	l->class = 2;
	l->us = 5000;
	l->since = START;
	/* Somebody ran it once more. */
	assert_int_equal(advance(&m, START + 149, 1149, &jump), 0);
	assert_int_equal(m.last.now, START);
	assert_int_equal(advance(&m, START + 310, 1310, &jump), 1);
	assert_int_equal(jump, 0);
	/* A year on, within five minutes; then back. */
	assert_int_equal(advance(&m, START + 610 + 31536000, 1610, &jump), 1);
	assert_int_equal(jump, 31536000);
	assert_int_equal(l->since, START + 31536000);
	assert_int_equal(advance(&m, START + 910, 1910, &jump), 1);
	assert_int_equal(l->since, START);
	/* The host started anew: by the wall clock. */
	assert_int_equal(advance(&m, START + 910 + 3600, 60, &jump), 12);
	assert_int_equal(jump, 0);
	/* It started anew, with a clock that is behind. */
	assert_int_equal(advance(&m, 1000, 30, &jump), 1);
	assert_true(jump < 0);
	memory_free(&m);
}

/* A link is there from its first sample on, and gone when it is forgotten. */
static void
rounds(void **state)
{
	struct roster_link links[] = {
		{ "elm", false, { .us = 5000 } },
		{ "oak", false, { .us = 0 } },
	};
	struct roster roster = { .link = links, .nlink = 2 };
	struct moment at = { START, 0 };
	struct memory m = { 0 };
	struct collect c;

	(void)state;
	collect_open(&c);
	for (unsigned i = 0; i < 12; i++, at.now += LINK_ROUND)
		assert_true(round_fold(&m, &roster, &at, &c.diag));
	assert_int_equal(m.n, 1);
	assert_int_equal(m.v[0].class, 2);
	assert_false(round_fold(&m, &roster, &m.last, &c.diag));
	links[1].sample.us = 70000;
	for (unsigned i = 0; i < 12; i++, at.now += LINK_ROUND)
		assert_true(round_fold(&m, &roster, &at, &c.diag));
	assert_int_equal(m.n, 2);
	assert_int_equal(m.v[1].class, 5);
	roster.nlink = 1; /* oak is no peer any more */
	for (unsigned i = 0; i < LINK_SILENT_MOST + 1; i++) {
		assert_int_equal(m.n, 2);
		assert_true(round_fold(&m, &roster, &at, &c.diag));
		at.now += LINK_ROUND;
	}
	assert_int_equal(m.n, 1);
	assert_int_equal(m.v[0].class, 2);
	memory_free(&m);
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole),
		cmocka_unit_test(cut_anywhere),
		cmocka_unit_test(damaged),
		cmocka_unit_test(files),
		cmocka_unit_test(clocks),
		cmocka_unit_test(rounds),
	};

	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
