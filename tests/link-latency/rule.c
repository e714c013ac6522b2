/*
 * Unit tests: the rule, over series of the kinds that real links have: at a
 * border, with jitter, silent, out for an hour, on another path.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What <cmocka.h> wants before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link-latency/link.h"
#include "stream/latency.h"

#define START UINT64_C(1700000000)
#define DAY 288 /* rounds */
#define WEEKS 10

/* A link that is measured round by round. */
struct replay {
	struct link link;
	uint32_t round;
	uint32_t random;
	unsigned changes; /* of its class, after the first */
};

/* 0 to below 1, the same on every machine. */
static double
chance(struct replay *r)
{
	r->random = r->random * 1664525u + 1013904223u;
	return (r->random >> 8) / 16777216.0;
}

static void
measure(struct replay *r, double ms)
{
	struct link_sample sample = { .us = (uint32_t)(ms * 1000) };
	unsigned before = r->link.class;

	r->round++;
	link_fold(&r->link, &sample, 1,
	    START + (uint64_t)r->round * LINK_ROUND);
	r->changes += before != 0 && r->link.class != before;
}

/* ROUNDS rounds of MS, and up to JITTER of it more, an eighth of them far
 * more. */
static void
jitter(struct replay *r, double ms, double most, uint32_t rounds)
{
	for (uint32_t i = 0; i < rounds; i++) {
		double more = chance(r) * most;

		measure(r, ms * (1 + (chance(r) < 0.125 ? 5 * more : more)));
	}
}

static void
silence(struct replay *r, uint32_t rounds)
{
	jitter(r, 0, 0, rounds);
}

static void
first_class(void **state)
{
	struct replay r = { 0 };

	(void)state;
	jitter(&r, 6.9, 0, LINK_SAMPLES_LEAST - 1);
	assert_int_equal(r.link.class, 0);
	jitter(&r, 6.9, 0, 1);
	assert_int_equal(r.link.class, 2);
	assert_int_equal(r.link.us, 6900);
	assert_int_equal(r.link.since, START + 12 * LINK_ROUND);
}

static void
a_day_of_jitter(void **state)
{
	static const struct {
		double ms;
		unsigned class;
	} links[] = { { 1, 1 }, { 6.9, 2 }, { 30, 4 }, { 160, 6 } };

	(void)state;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		struct replay r = { .random = (uint32_t)i };
		uint32_t us;

		jitter(&r, links[i].ms, 0.15, LINK_SAMPLES_LEAST);
		/* At a border, either of the two classes is the true one. */
		assert_in_range(r.link.class, links[i].class,
		    links[i].class + (links[i].ms == 6.9));
		us = r.link.us;
		jitter(&r, links[i].ms, 0.15, DAY);
		assert_int_equal(r.changes, 0);
		/* Nothing of what is rendered has changed. */
		assert_int_equal(r.link.us, us);
	}
}

static void
another_path(void **state)
{
	struct replay r = { 0 };
	uint32_t at;

	(void)state;
	jitter(&r, 30, 0.1, DAY);
	assert_int_equal(r.link.class, 4);
	at = r.round;
	while (r.changes == 0 && r.round < at + DAY)
		jitter(&r, 160, 0.1, 1);
	/* When half of the ring is of the new path, and 2 rounds later. */
	assert_in_range(r.round - at, LINK_RING / 2, LINK_RING / 2 + 4);
	assert_int_equal(r.link.class, 6);
	jitter(&r, 160, 0.1, DAY);
	assert_int_equal(r.changes, 1);
}

static void
at_most_one_change_in_six_hours(void **state)
{
	struct replay r = { 0 };

	(void)state;
	/* A link that is young: its median moves fast. */
	jitter(&r, 30, 0, LINK_SAMPLES_LEAST);
	assert_int_equal(r.link.class, 4);
	jitter(&r, 160, 0, 20);
	assert_int_equal(r.link.class, 4);
	assert_int_equal(r.link.pending, LINK_JUDGEMENTS);
	jitter(&r, 160, 0, LINK_CHANGE_LEAST - 20 - 1);
	assert_int_equal(r.link.class, 4);
	jitter(&r, 160, 0, 1);
	assert_int_equal(r.link.class, 6);
}

static void
three_judgements_in_a_row(void **state)
{
	struct replay r = { 0 };

	(void)state;
	jitter(&r, 6.9, 0, LINK_SAMPLES_LEAST);
	/* One round with the median beyond, and back; then three. */
	jitter(&r, 9, 0, LINK_SAMPLES_LEAST);
	assert_int_equal(r.link.pending, 1);
	jitter(&r, 6.9, 0, 1);
	assert_int_equal(r.link.pending, 0);
	jitter(&r, 9, 0, 4);
	assert_int_equal(r.link.pending, LINK_JUDGEMENTS);
	assert_int_equal(r.changes, 0);
}

static void
the_border_is_wide(void **state)
{
	struct replay r = { 0 };

	(void)state;
	jitter(&r, 7.2, 0, LINK_RING);
	assert_int_equal(r.link.class, 2);
	jitter(&r, 8.39, 0, DAY); /* 7.3 and 14.9 % */
	assert_int_equal(r.link.class, 2);
	jitter(&r, 8.41, 0, DAY);
	assert_int_equal(r.link.class, 3);
	jitter(&r, 6.21, 0, DAY);
	assert_int_equal(r.link.class, 3);
	jitter(&r, 6.19, 0, DAY);
	assert_int_equal(r.link.class, 2);
	assert_int_equal(r.changes, 2);
}

static void
silence_is_no_class(void **state)
{
	struct replay r = { 0 };

	(void)state;
	silence(&r, DAY);
	assert_int_equal(r.link.class, 0);
	jitter(&r, 12, 0.1, DAY);
	assert_int_equal(r.link.class, 3);
	silence(&r, 12); /* an hour */
	jitter(&r, 12, 0.1, DAY);
	assert_int_equal(r.changes, 0);
	silence(&r, LINK_SILENT_MOST);
	assert_int_equal(r.link.class, 3);
	silence(&r, 1);
	assert_int_equal(r.link.class, 0);
	assert_true(link_forgotten(&r.link));
}

static void
rounds_that_were_missed(void **state)
{
	struct link_sample sample = { .us = 12000 };
	struct replay r = { 0 };

	(void)state;
	jitter(&r, 12, 0.1, DAY);
	/* The host was off for 20 hours: the ring is of 12. */
	link_fold(&r.link, &sample, 240, START);
	assert_int_equal(r.link.class, 3);
	assert_int_equal(link_samples(&r.link), 1);
	link_fold(&r.link, &sample, 1000000, START);
	assert_int_equal(r.link.class, 0);
	assert_int_equal(link_samples(&r.link), 1);
}

static void
loss(void **state)
{
	struct link_sample sample = { .us = 5000, .has_loss = true };
	struct link l = { 0 };
	uint32_t thousandths;

	(void)state;
	assert_false(link_loss_of(&l, &thousandths));
	for (uint32_t i = 1; i <= LINK_RING; i++) {
		sample.loss = (struct link_loss){ i * 200, i * 3 };
		link_fold(&l, &sample, 1, START);
	}
	assert_true(link_loss_of(&l, &thousandths));
	assert_in_range(thousandths, 1490, 1500); /* 1.5 % */
	/* A new connection begins at 0, and is no loss of its own. */
	sample.loss = (struct link_loss){ 100, 0 };
	link_fold(&l, &sample, 1, START);
	assert_true(link_loss_of(&l, &thousandths));
	assert_in_range(thousandths, 1480, 1500);
	/* Half a day later it is mostly the new one's. */
	for (uint32_t i = 1; i <= 2 * LINK_RING; i++) {
		sample.loss.sent += 200;
		link_fold(&l, &sample, 1, START);
	}
	assert_true(link_loss_of(&l, &thousandths));
	assert_true(thousandths < 300);
}

/* A session with nothing but keepalives: the least time never grows. */
static void
keepalives_only(void **state)
{
	struct link_sample sample = { .us = 30000, .smooth = 70000 };
	struct link l = { 0 };

	(void)state;
	/* A host that acknowledges 40 ms late, always, is no longer path. */
	for (unsigned i = 0; i < DAY; i++)
		link_fold(&l, &sample, 1, START);
	assert_int_equal(link_median(&l), 30000);
	/* Nor is some jitter. */
	sample.smooth = 80000;
	for (unsigned i = 0; i < DAY; i++)
		link_fold(&l, &sample, 1, START);
	assert_int_equal(link_median(&l), 30000);
	sample.smooth = 200000;
	for (unsigned i = 0; i < DAY; i++)
		link_fold(&l, &sample, 1, START);
	assert_int_equal(link_median(&l), 160000);
	assert_int_equal(l.class, 6);
	/* The kernel has seen it too. */
	sample.us = 161000;
	for (unsigned i = 0; i < DAY; i++)
		link_fold(&l, &sample, 1, START);
	assert_int_equal(link_median(&l), 161000);
	/* And back: that is seen at once. */
	sample = (struct link_sample){ .us = 30500, .smooth = 70000 };
	for (unsigned i = 0; i < DAY; i++)
		link_fold(&l, &sample, 1, START);
	assert_int_equal(link_median(&l), 30500);
}

/*
 * The evidence.  A generator that pinged once at each of its runs changed
 * classes 139 times in ten weeks on 58 links: 92 times by one class at a
 * border, 35 times to or from 9, because nothing answered, and 12 times by
 * more than one class; one of these was another path.  Here are such links:
 * what they measure at a run is what that generator saw.
 */
struct evidence {
	const char *seen; /* the classes at its runs, in order */
	double base;	  /* milliseconds */
	unsigned links;	  /* how many of that kind */
	double moved;	  /* from half of the weeks on, or 0 */
};

static const struct evidence evidence[] = {
	{ "2132121213121", 2.65, 1, 0 },
	{ "2321212121", 2.75, 1, 0 },
	{ "92929", 5, 2, 0 },
	{ "12121", 2.75, 4, 0 },
	{ "3232", 7.1, 6, 0 },
	{ "323", 7.5, 1, 0 },
	{ "343", 20.5, 9, 0 },
	{ "454", 54, 7, 0 },
	{ "23", 7.4, 6, 0 },
	{ "393", 12, 6, 0 },
	{ "494", 30, 5, 0 },
	{ "95", 80, 5, 0 },
	{ "646", 160, 4, 0 },
	{ "35", 12, 1, 70 },
};

/* What the generator saw at its run, as a measurement. */
static double
at_run(double base, unsigned class)
{
	double lower = class > 1 ? latency_borders[class - 2] / 1000.0 : 0;
	double upper = class < 9 ? latency_borders[class - 1] / 1000.0 : 0;

	if (class == 9)
		return 0;
	if (base > lower && base <= upper)
		return base;
	return base <= lower ? lower * 1.05 : upper * 0.95;
}

/* Ten weeks of one link; how often its class changed. */
static unsigned
ten_weeks(const struct evidence *e, uint32_t seed)
{
	const uint32_t runs = (uint32_t)strlen(e->seen),
		       weeks = WEEKS * 7 * DAY;
	struct replay r = { .random = seed };

	for (uint32_t i = 0; i < weeks; i++) {
		uint32_t run = i / (weeks / runs), in = i % (weeks / runs);
		double base = e->moved > 0 && run >= runs / 2 ? e->moved :
								e->base;
		/* Slower in the evening, and never twice the same. */
		double ms = base *
		    (1 + 0.06 * sin(i * 6.2832 / DAY) +
			0.08 * (chance(&r) - 0.5));

		/* What a run saw lasted for an hour. */
		if (run < runs && in < 12)
			ms = at_run(base, (unsigned)(e->seen[run] - '0'));
		measure(&r, ms);
	}
	return r.changes;
}

static void
published_changes(void **state)
{
	unsigned seen = 0, links = 0, border = 0, silent = 0, large = 0;
	unsigned left = 0;

	(void)state;
	for (size_t i = 0; i < sizeof evidence / sizeof *evidence; i++) {
		const struct evidence *e = &evidence[i];

		links += e->links;
		for (size_t j = 1; e->seen[j] != '\0'; j++) {
			int by = e->seen[j] - e->seen[j - 1];

			seen += e->links;
			if (e->seen[j] == '9' || e->seen[j - 1] == '9')
				silent += e->links;
			else if (by == 1 || by == -1)
				border += e->links;
			else
				large += e->links;
		}
		for (unsigned j = 0; j < e->links; j++) {
			unsigned changes = ten_weeks(e, 1000 * (uint32_t)i + j);

			/* Another path, and nothing else. */
			assert_int_equal(changes, e->moved > 0);
			left += changes;
		}
	}
	print_message("# %u links, %u changes: %u at a border, %u silent, "
		      "%u larger\n",
	    links, seen, border, silent, large);
	print_message("# left by the rule: %u of %u (%.1f %% removed)\n", left,
	    seen, 100.0 * (seen - left) / seen);
	assert_int_equal(links, 58);
	assert_int_equal(seen, 139);
	assert_int_equal(border, 92);
	assert_int_equal(silent, 35);
	assert_int_equal(large, 12);
	assert_true(left * 10 <= seen);
	assert_int_equal(left, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_class),
		cmocka_unit_test(a_day_of_jitter),
		cmocka_unit_test(another_path),
		cmocka_unit_test(at_most_one_change_in_six_hours),
		cmocka_unit_test(three_judgements_in_a_row),
		cmocka_unit_test(the_border_is_wide),
		cmocka_unit_test(silence_is_no_class),
		cmocka_unit_test(rounds_that_were_missed),
		cmocka_unit_test(loss),
		cmocka_unit_test(keepalives_only),
		cmocka_unit_test(published_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
