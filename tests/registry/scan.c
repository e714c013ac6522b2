/* Unit test of the scans: the fast ones say what the portable ones say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "random.h"
#include "rpsl/text-scan.h"

#define MAX 9000u

/* N bytes, most of them the ones that matter. */
static void
fill(uint64_t *state, char *text, size_t n, const char *bytes)
{
	unsigned kinds = (unsigned)strlen(bytes);

	for (size_t i = 0; i < n; i++)
		text[i] = random_below(state, 4) == 0 ?
		    (char)random_next(state) :
		    bytes[random_below(state, kinds)];
}

static void
both_agree(const char *p, size_t n)
{
	assert_int_equal(scan_empty_line(p, n), scan_empty_line_portable(p, n));
	assert_int_equal(scan_lines(p, n), scan_lines_portable(p, n));
}

static void
random_texts(void **state)
{
	static const char *const bytes[] = {
		"\n",
		"\n\r",
		"a\n\r",
		"abcdefghijklmnopqrstuvwxyz\n",
		"abcdefghijklmnopqrstuvwxyz\r\n ",
	};
	static char text[MAX];
	uint64_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		size_t n = random_below(&seed, round % 100 == 0 ? MAX : 80);
		size_t from = n > 0 ? random_below(&seed, (unsigned)n) : 0;

		fill(&seed, text, n, bytes[round % 5]);
		both_agree(text + from, n - from);
	}
	/* More newlines than a counter of a byte holds. */
	memset(text, '\n', MAX);
	both_agree(text, MAX);
	assert_int_equal(scan_lines(text, MAX), MAX);
}

static void
lines_and_names(void **state)
{
	char text[200 + SCAN_SLACK];
	uint64_t seed = 2;

	(void)state;
	for (unsigned round = 0; round < 50000; round++) {
		bool hash, portable_hash;
		size_t at = random_below(&seed, 100);

		fill(&seed, text, sizeof text,
		    round % 2 == 0 ? "az09-#" : "abcdefghijklmnopqrstuvwxyz");
		text[199] = '\n';
		assert_int_equal(scan_line(text + at, &hash),
		    scan_line_portable(text + at, &portable_hash));
		assert_int_equal(hash, portable_hash);
		assert_int_equal(scan_name(text + at),
		    scan_name_portable(text + at));
	}
}

static void
empty_lines(void **state)
{
	(void)state;
	assert_int_equal(scan_empty_line("", 0), 0);
	assert_int_equal(scan_empty_line("a\n", 2), 2);
	assert_int_equal(scan_empty_line("a\n\nb", 4), 2);
	assert_int_equal(scan_empty_line("a\r\n\r\nb", 6), 3);
	assert_int_equal(scan_empty_line("a\n\r", 3), 3);
	assert_int_equal(scan_empty_line("a\n \n", 4), 4);
}

static void
last_ends(void **state)
{
	(void)state;
	assert_int_equal(scan_last_end("a\n\nb\n", 0, 5), 3);
	assert_int_equal(scan_last_end("a\n\n\n\nb", 0, 6), 5);
	assert_int_equal(scan_last_end("a\r\n\r\r\nb", 0, 7), 6);
	assert_int_equal(scan_last_end("a\nb\n", 0, 4), 0);
	assert_int_equal(scan_last_end("\n", 0, 1), 0);
	/* The newline before the empty line may stand before FROM. */
	assert_int_equal(scan_last_end("a\n\nb", 2, 4), 3);
	assert_int_equal(scan_last_end("a\n\nb", 3, 4), 0);
	assert_int_equal(scan_last_end("", 0, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_texts),
		cmocka_unit_test(lines_and_names),
		cmocka_unit_test(empty_lines),
		cmocka_unit_test(last_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
