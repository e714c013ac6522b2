/* Unit tests of src/peer-status/since.c: BIRD's times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "peer-status/since.h"

#define NOW UINT64_C(1795255200) /* 2026-11-21 10:00:00 UTC */

static bool
seconds(const char *text, uint64_t *n)
{
	return since_seconds((struct slice){ text, strlen(text) }, NOW, n);
}

static void
a_date_and_a_time(void **state)
{
	uint64_t n;

	(void)state;
	assert_true(seconds("2026-11-21 09:59:58", &n));
	assert_int_equal(n, NOW - 2);
	assert_true(seconds("2026-11-20 10:00:00.123", &n));
	assert_int_equal(n, NOW - 86400);
}

static void
a_time_is_the_last_such_one(void **state)
{
	uint64_t n;

	(void)state;
	assert_true(seconds("10:00:00", &n));
	assert_int_equal(n, NOW);
	assert_true(seconds("09:00:00.999999", &n));
	assert_int_equal(n, NOW - 3600);
	assert_true(seconds("23:00:00.000", &n));
	assert_int_equal(n, NOW - 11 * 3600);
}

static void
what_is_not_known(void **state)
{
	static const char *const bad[] = { "", "2026-11-20", "Nov 21", "10:00",
		"1:00:00", "10:00:00.", "10:00:00.1x", "10:00:00 x",
		"2026-11-21 10:00", "2026-11-21 x", "2026-1-21 10:00:00",
		"2026-13-01 10:00:00", "2026-00-10 10:00:00",
		"2026-11-21 24:00:00", "10:60:00", "----------",
		"2026-11-2110:00:00" };
	uint64_t n;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(seconds(bad[i], &n));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_and_a_time),
		cmocka_unit_test(a_time_is_the_last_such_one),
		cmocka_unit_test(what_is_not_known),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
