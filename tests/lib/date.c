/* Unit tests: days and moments. */
#include <string.h>

#include "base/date.h"
#include "collect.h"

static void
good_days(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} rows[] = {
		{ "1970-01-01", 0 },
		{ "1969-12-31", -86400 },
		{ "2000-02-29", 951782400 },
		{ "2023-11-26", 1700956800 },
		{ "2024-12-31", 1735603200 },
		{ "2038-01-19", 2147472000 },
		{ "0000-01-01", -62167219200 },
		{ "9999-12-31", 253402214400 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[DATE_TEXT];
		struct why why;
		int64_t seconds = 42;

		assert_true(date_parse(rows[i].text, strlen(rows[i].text),
		    &seconds, &why));
		assert_true(seconds == rows[i].seconds);
		assert_string_equal(date_print(text, seconds), rows[i].text);
		assert_string_equal(date_print(text, seconds + DATE_DAY - 1),
		    rows[i].text);
	}
}

static void
bad_days(void **state)
{
	static const char *const rows[] = { "", "2023-11-2", "2023-11-261",
		"2023-00-01", "2023-13-01", "2023-02-29", "1900-02-29",
		"2023-04-31", "2023-11-00", "2023/11/26", "20231126  ",
		" 2023-11-2", "-023-11-26", "2023-11-2x" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why = { "" };
		int64_t seconds;

		assert_false(
		    date_parse(rows[i], strlen(rows[i]), &seconds, &why));
		assert_true(why.text[0] != '\0');
	}
}

/* Every day of 800 years, and back. */
static void
each_day(void **state)
{
	char text[DATE_TEXT], before[DATE_TEXT] = "";
	struct why why;

	(void)state;
	for (int64_t day = -150000; day < 142194; day++) {
		int64_t seconds = 42;

		date_print(text, day * DATE_DAY);
		assert_true(strcmp(before, text) < 0);
		assert_true(date_parse(text, strlen(text), &seconds, &why));
		assert_true(seconds == day * DATE_DAY);
		memcpy(before, text, sizeof before);
	}
	assert_string_equal(date_print(text, INT64_MIN), "0000-01-01");
	assert_string_equal(date_print(text, INT64_MAX), "9999-12-31");
}

static void
moments(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		int64_t seconds;
	} rows[] = {
		{ "2023-11-26T00:00:00Z", true, 1700956800 },
		{ "2023-11-26t00:00:00z", true, 1700956800 },
		{ "2023-11-26T00:00:00+00:00", true, 1700956800 },
		{ "2023-11-26T01:30:00+01:30", true, 1700956800 },
		{ "2023-11-25T18:00:00-06:00", true, 1700956800 },
		{ "2023-11-26T14:00:00+14:00", true, 1700956800 },
		{ "2023-11-25T23:59:60Z", true, 1700956799 },
		{ "2023-11-26T00:00:00.123Z", true, 1700956800 },
		{ "2023-11-30T03:00:00+99:00", true, 1700956800 },
		{ "2023-11-26", false, 0 },
		{ "2023-11-26T00:00:00", false, 0 },
		{ "2023-11-26T00:00:00.Z", false, 0 },
		{ "2023-11-26 00:00:00Z", false, 0 },
		{ "2023-11-26T24:00:00Z", false, 0 },
		{ "2023-11-26T00:60:00Z", false, 0 },
		{ "2023-11-26T00:00:00+0100", false, 0 },
		{ "2023-11-26T00:00:00+01:60", false, 0 },
		{ "2023-11-26T00:00:00Zx", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why = { "" };
		int64_t seconds = 42;

		assert_true(
		    date_parse_moment(rows[i].text, strlen(rows[i].text),
			&seconds, &why) == rows[i].ok);
		if (rows[i].ok)
			assert_true(seconds == rows[i].seconds);
		else
			assert_true(why.text[0] != '\0');
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_days),
		cmocka_unit_test(bad_days),
		cmocka_unit_test(each_day),
		cmocka_unit_test(moments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
