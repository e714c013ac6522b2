/* Unit tests: autonomous system numbers. */
#include <string.h>

#include "base/asn.h"
#include "collect.h"

static void
good(void **state)
{
	static const struct {
		const char *text;
		uint32_t asn;
	} rows[] = {
		{ "0", 0 },
		{ "64512", 64512 },
		{ "AS64512", 64512 },
		{ "as64512", 64512 },
		{ "aS4242429001", 4242429001 },
		{ "4294967295", 4294967295 },
		{ "1.0", 65536 },
		{ "AS64734.21577", 4242429001 },
		{ "65535.65535", 4294967295 },
		{ "0.5", 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why;
		uint32_t asn = 1;

		assert_true(
		    asn_parse(rows[i].text, strlen(rows[i].text), &asn, &why));
		assert_int_equal(asn, rows[i].asn);
	}
}

static void
bad(void **state)
{
	static const char *const rows[] = { "", "A", "AS", "AS-1", "AS 1",
		"ASAS1", "S1", "4294967296", "AS064512", "-1", "+1", "1.", ".1",
		"1.65536", "65536.1", "1.2.3", "01.1", "0x10", "AS1 ", "AS-FOO",
		"1\n" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why;
		uint32_t asn = 42;

		assert_false(asn_parse(rows[i], strlen(rows[i]), &asn, &why));
		assert_int_equal(asn, 42);
		assert_non_null(strstr(why.text,
		    "(expected an AS number, 0 .. 4294967295)"));
	}
}

static void
reserved(void **state)
{
	(void)state;
	assert_true(asn_reserved(0));
	assert_true(asn_reserved(23456));
	assert_true(asn_reserved(65535));
	assert_true(asn_reserved(4294967295));
	assert_false(asn_reserved(1));
	assert_false(asn_reserved(64512));
	assert_false(asn_reserved(65536));
	assert_false(asn_reserved(4294967294));
}

static void
ranges(void **state)
{
	static const char *const wrong[] = { "", "-", "1-", "-1", "2-1",
		"1-2-3", "AS", "1 - 2", "4294967295-4294967296" };
	struct asn_range r;
	struct why why;

	(void)state;
	assert_true(asn_range_parse("AS64512-65534", 13, &r, &why));
	assert_int_equal(r.first, 64512);
	assert_int_equal(r.last, 65534);
	assert_true(asn_range_parse("7", 1, &r, &why));
	assert_int_equal(r.first, 7);
	assert_int_equal(r.last, 7);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(
		    asn_range_parse(wrong[i], strlen(wrong[i]), &r, &why));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(bad),
		cmocka_unit_test(reserved),
		cmocka_unit_test(ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
