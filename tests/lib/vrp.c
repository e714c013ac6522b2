/* Unit tests: a VRP, and the fields that it is read from. */
#include <string.h>

#include "collect.h"
#include "stream/vrp.h"

/* Reads the record LINE, which stands on line 7 of "-". */
static bool
take(const char *line, struct vrp *vrp, struct collect *c)
{
	static const struct place place = { "-", 7 };
	struct record r = { 0 };
	struct taking t = { .record = &r, .place = &place, .diag = &c->diag };
	bool ok;

	record_parse(&r, (struct slice){ line, strlen(line) });
	ok = vrp_take(&t, vrp);
	record_free(&r);
	return ok;
}

static void
good(void **state)
{
	struct collect c;
	struct vrp v;
	char text[PREFIX_TEXT];

	(void)state;
	collect_open(&c);
	assert_true(take("vrp\tX\torigin=AS0\tmax-length=29\t"
			 "prefix=172.20.8.0/24\tsource=DEMO",
	    &v, &c));
	assert_string_equal(prefix_print(text, &v.prefix), "172.20.8.0/24");
	assert_int_equal(v.max, 29);
	assert_int_equal(v.asn, 0);
	assert_true(take("vrp\tX\tprefix=fd00::/8\tmax-length=128\t"
			 "origin=AS4294967295",
	    &v, &c));
	assert_int_equal(v.max, 128);
	assert_int_equal(v.asn, 4294967295);
	/* As long as the prefix is long enough; of two the first counts. */
	assert_true(take("vrp\tX\tprefix=fd00::/8\tmax-length=8\t"
			 "max-length=7\torigin=AS1",
	    &v, &c));
	assert_int_equal(v.max, 8);
	collect_said(&c, "");
	collect_close(&c);
}

static void
bad(void **state)
{
	static const struct {
		const char *line;
		const char *said;
	} rows[] = {
		{ "vrp\tX", "test: -:7: prefix: missing\n" },
		{ "vrp\tX\tprefix=10.0.0.1/8",
		    "test: -:7: prefix: \"10.0.0.1/8\" has host bits set "
		    "(expected 10.0.0.0/8)\n" },
		{ "vrp\tX\tprefix=10.0.0.0/8",
		    "test: -:7: max-length: missing\n" },
		{ "vrp\tX\tprefix=10.0.0.0/8\tmax-length=33",
		    "test: -:7: max-length: \"33\" (expected a "
		    "decimal number, 0 .. 32)\n" },
		{ "vrp\tX\tprefix=10.0.0.0/8\tmax-length=8",
		    "test: -:7: origin: missing\n" },
		{ "vrp\tX\tprefix=10.0.0.0/8\tmax-length=7\torigin=AS1",
		    "test: -:7: max-length: shorter than the prefix\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct collect c;
		struct vrp v;

		collect_open(&c);
		assert_false(take(rows[i].line, &v, &c));
		collect_said(&c, rows[i].said);
		collect_close(&c);
	}
}

static void
order(void **state)
{
	static const char *const rows[] = {
		"vrp\tX\tprefix=9.0.0.0/8\tmax-length=9\torigin=AS5",
		"vrp\tX\tprefix=10.0.0.0/8\tmax-length=9\torigin=AS5",
		"vrp\tX\tprefix=10.0.0.0/8\tmax-length=9\torigin=AS4200000000",
		"vrp\tX\tprefix=10.0.0.0/8\tmax-length=10\torigin=AS5",
		"vrp\tX\tprefix=10.0.0.0/9\tmax-length=9\torigin=AS5",
		"vrp\tX\tprefix=::/0\tmax-length=0\torigin=AS5",
	};
	struct collect c;
	struct vrp a, b;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(take(rows[i], &a, &c));
		assert_int_equal(vrp_cmp(&a, &a), 0);
		if (i == 0)
			continue;
		assert_true(take(rows[i - 1], &b, &c));
		assert_true(vrp_cmp(&b, &a) < 0);
		assert_true(vrp_cmp(&a, &b) > 0);
	}
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(bad),
		cmocka_unit_test(order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
