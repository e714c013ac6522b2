/* Unit tests: numbers. */
#include <string.h>

#include "base/number.h"
#include "collect.h"

static void
good_numbers(void **state)
{
	static const struct {
		const char *text;
		uint64_t min, max, value;
	} rows[] = {
		{ "0", 0, 0, 0 },
		{ "7", 7, 7, 7 },
		{ "65535", 1, 65535, 65535 },
		{ "4294967295", 0, UINT32_MAX, UINT32_MAX },
		{ "18446744073709551615", 0, UINT64_MAX, UINT64_MAX },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why;
		uint64_t v = 42;

		assert_true(number_parse(rows[i].text, strlen(rows[i].text),
		    rows[i].min, rows[i].max, &v, &why));
		assert_int_equal(v, rows[i].value);
	}
}

static void
bad_numbers(void **state)
{
	static const char *const rows[] = { "", " 1", "1 ", "+1", "-1", "010",
		"00", "0x1f", "1e3", "1.0", "1_000", "9", "101", "\n",
		"18446744073709551616", "18446744073709551625",
		"99999999999999999999", "184467440737095516150" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why;
		uint64_t v = 42;

		assert_false(
		    number_parse(rows[i], strlen(rows[i]), 10, 100, &v, &why));
		assert_int_equal(v, 42);
		assert_non_null(
		    strstr(why.text, "(expected a decimal number, 10 .. 100)"));
	}
}

static void
number_ends_where_it_ends(void **state)
{
	struct why why;
	uint64_t v;

	(void)state;
	assert_true(number_parse("1234", 2, 0, 99, &v, &why));
	assert_int_equal(v, 12);
	assert_false(number_parse("1\0002", 3, 0, 99, &v, &why));
}

static void
latencies(void **state)
{
	static const struct {
		const char *text, *printed;
		uint32_t value;
	} rows[] = {
		{ "0", "0", 0 },
		{ "7.3", "7.3", 7300 },
		{ "7.30", "7.3", 7300 },
		{ "20", "20", 20000 },
		{ "0.001", "0.001", 1 },
		{ "100.050", "100.05", 100050 },
		{ "60000", "60000", 60000000 },
		{ "60000.000", "60000", 60000000 },
	};
	static const char *const bad[] = { "", ".", ".5", "5.", "1.2345",
		"60000.001", "60001", "-1", "1,5", "07", "1.2.3", "1 ms",
		"18446744073709551616" };
	struct why why;
	uint32_t v;
	char text[16];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(latency_parse(rows[i].text, strlen(rows[i].text),
		    &v, &why));
		assert_int_equal(v, rows[i].value);
		latency_print(text, sizeof text, v);
		assert_string_equal(text, rows[i].printed);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		v = 42;
		assert_false(latency_parse(bad[i], strlen(bad[i]), &v, &why));
		assert_int_equal(v, 42);
	}
	latency_print(text, sizeof text, UINT32_MAX);
	assert_string_equal(text, "4294967.295");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_numbers),
		cmocka_unit_test(bad_numbers),
		cmocka_unit_test(number_ends_where_it_ends),
		cmocka_unit_test(latencies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
