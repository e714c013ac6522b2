/* Unit tests: durations. */
#include <string.h>

#include "base/duration.h"
#include "collect.h"

static void
good(void **state)
{
	static const struct {
		const char *text, *printed;
		uint32_t seconds;
	} rows[] = {
		{ "1h", "1h", 3600 },
		{ "36h", "36h", 129600 },
		{ "48h", "2d", 172800 },
		{ "14d", "14d", 1209600 },
		{ "3650d", "3650d", 315360000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[DURATION_TEXT];
		uint32_t v = 42;
		struct why why;

		assert_true(duration_parse(rows[i].text, strlen(rows[i].text),
		    3600, 3650 * DURATION_DAY, &v, &why));
		assert_int_equal(v, rows[i].seconds);
		assert_string_equal(duration_print(text, v), rows[i].printed);
	}
}

static void
bad(void **state)
{
	static const char *const rows[] = { "", "d", "3", "0h", "3651d", "3 d",
		"03d", "3D", "3w", "-1d", "4294967296h", "3dd" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t v = 42;
		struct why why;

		assert_false(duration_parse(rows[i], strlen(rows[i]), 3600,
		    3650 * DURATION_DAY, &v, &why));
		assert_int_equal(v, 42);
		assert_non_null(
		    strstr(why.text, "expected days or hours, 1h .. 3650d"));
	}
}

static void
words(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} rows[] = {
		{ -5, "0 minutes" },
		{ 59, "0 minutes" },
		{ 60, "1 minute" },
		{ 7199, "119 minutes" },
		{ 7200, "2 hours" },
		{ 172799, "47 hours" },
		{ 172800, "2 days" },
		{ INT64_MAX, "106751991167300 days" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[DURATION_TEXT];

		assert_string_equal(duration_words(text, rows[i].seconds),
		    rows[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(bad),
		cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
