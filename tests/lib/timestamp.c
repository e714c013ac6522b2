/* Unit tests: a time in UTC. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/timestamp.h"

static void
there_and_back(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} rows[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "2000-02-29T23:59:59Z", 951868799 },
		{ "2025-11-26T12:00:00Z", 1764158400 },
		{ "2040-01-01T00:00:00Z", 2208988800 },
		{ "9999-12-31T23:59:59Z", TIMESTAMP_LAST },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[TIMESTAMP_TEXT];
		int64_t seconds;

		assert_true(timestamp_parse(rows[i].text, strlen(rows[i].text),
		    &seconds, NULL));
		assert_true(seconds == rows[i].seconds);
		assert_string_equal(timestamp_print(text, seconds),
		    rows[i].text);
	}
}

static void
refuses(void **state)
{
	static const char *const rows[] = {
		"",
		"2025-11-26",
		"2025-11-26T12:00:00",
		"2025-11-26 12:00:00Z",
		"2025-11-26T12:00:00z",
		"2025-11-26T12:00:00+00:00",
		"2025-02-29T00:00:00Z",
		"2025-13-01T00:00:00Z",
		"2025-00-01T00:00:00Z",
		"2025-01-00T00:00:00Z",
		"2025-01-01T24:00:00Z",
		"2025-01-01T00:60:00Z",
		"2025-01-01T00:00:60Z",
		"1969-12-31T23:59:59Z",
		"2025-01-01T00:00:00ZZ",
		"+025-01-01T00:00:00Z",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t seconds;
		struct why why;

		if (timestamp_parse(rows[i], strlen(rows[i]), &seconds, &why))
			fail_msg("taken: %s", rows[i]);
	}
}

static void
or_none(void **state)
{
	char text[TIMESTAMP_TEXT];

	(void)state;
	assert_string_equal(timestamp_or(text, TIMESTAMP_LAST, "-"),
	    "9999-12-31T23:59:59Z");
	assert_string_equal(timestamp_or(text, TIMESTAMP_LAST + 1, "-"), "-");
	assert_string_equal(timestamp_or(text, -1, "-"), "-");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(refuses),
		cmocka_unit_test(or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
