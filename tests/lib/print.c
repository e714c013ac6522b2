/* Unit tests: printing of texts and numbers. */
#include "base/print.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "collect.h"

/* What snprintf(3) makes of the same, for each size of what it goes to. */
#define AGREES(...) \
	do { \
		char ours[600], theirs[600]; \
		int n = snprintf(NULL, 0, __VA_ARGS__); \
		for (size_t size = 0; size < (size_t)n + 2; size++) { \
			memset(ours, '#', sizeof ours); \
			memset(theirs, '#', sizeof theirs); \
			snprintf(theirs, size, __VA_ARGS__); \
			assert_int_equal(print_text(ours, size, __VA_ARGS__), \
			    n); \
			assert_memory_equal(ours, theirs, sizeof ours); \
		} \
	} while (0)

#ifndef __clang__
#pragma GCC diagnostic ignored "-Wformat-truncation" /* on purpose */
#endif

static void
agrees_with_snprintf(void **state)
{
	const char *nothing = "";

	(void)state;
	AGREES("no directive");
	AGREES("%s", nothing);
	AGREES("%s, %u%% of %lu (%zu)\n", "text", 7u, 1234567890123ul,
	    (size_t)99);
	/* From one that is not ours on, all that comes. */
	AGREES("%s %.*s %u %03o %s%%", "a", 2, "bcd", 10u, 0640u, "e");
	AGREES("%d %lx %llu %c %5u", -1, 255ul, ULLONG_MAX, 'x', 3u);
	AGREES("%ld %zd %s", LONG_MIN, (size_t)1, "behind");
}

static void
numbers(void **state)
{
	(void)state;
	for (uint64_t v = 1; v < UINT64_MAX / 10; v *= 10)
		for (uint64_t d = 0; d < 3; d++) {
			AGREES("%lu", (unsigned long)(v + d));
			AGREES("%lu", (unsigned long)(v - d));
		}
	for (unsigned v = 0; v < 1000; v++)
		AGREES("%u", v);
	AGREES("%u %lu %zu", UINT_MAX, ULONG_MAX, SIZE_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_snprintf),
		cmocka_unit_test(numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
