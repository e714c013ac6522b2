/* Unit tests: sorting, and finding in what is sorted. */
#include "base/sort.h"

#include <stdint.h>

#include "base/slice.h"
#include "collect.h"

struct row {
	uint32_t number;
	char mark;
};

static const struct row rows[] = { { 2, 'a' }, { 5, 'b' }, { 5, 'c' },
	{ 5, 'd' }, { 9, 'e' } };
#define ROWS (sizeof rows / sizeof *rows)

static void
finds_the_bounds(void **state)
{
	static const struct {
		uint32_t key;
		size_t lower, upper;
		char found; /* 0: none */
	} cases[] = {
		{ 0, 0, 0, 0 },
		{ 2, 0, 1, 'a' },
		{ 3, 1, 1, 0 },
		{ 5, 1, 4, 'b' },
		{ 9, 4, 5, 'e' },
		{ UINT32_MAX, 5, 5, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct row *found = sort_find(rows, ROWS, sizeof *rows,
		    &cases[i].key, sort_by_number);

		assert_int_equal(sort_lower(rows, ROWS, sizeof *rows,
				     &cases[i].key, sort_by_number),
		    cases[i].lower);
		assert_int_equal(sort_upper(rows, ROWS, sizeof *rows,
				     &cases[i].key, sort_by_number),
		    cases[i].upper);
		assert_int_equal(found != NULL ? found->mark : 0,
		    cases[i].found);
	}
}

static void
nothing_in_nothing(void **state)
{
	const uint32_t key = 5;

	(void)state;
	sort_all(NULL, 0, sizeof *rows, sort_by_number);
	assert_int_equal(sort_once(NULL, 0, sizeof *rows, sort_by_number), 0);
	assert_int_equal(
	    sort_lower(NULL, 0, sizeof *rows, &key, sort_by_number), 0);
	assert_null(sort_find(NULL, 0, sizeof *rows, &key, sort_by_number));
}

static void
keeps_one_of_equals(void **state)
{
	const char *words[] = { "oak", "elm", "oak", "ash", "elm", "oak" };
	const size_t n = sort_once(words, sizeof words / sizeof *words,
	    sizeof *words, sort_by_text);

	(void)state;
	assert_int_equal(n, 3);
	assert_string_equal(words[0], "ash");
	assert_string_equal(words[1], "elm");
	assert_string_equal(words[2], "oak");
}

static void
a_slice_is_behind_its_beginning(void **state)
{
	struct slice all[] = { { "oaks", 4 }, { "oak", 3 }, { NULL, 0 },
		{ "oax", 2 } };

	(void)state;
	sort_all(all, 4, sizeof *all, sort_by_slice);
	assert_int_equal(all[0].n, 0);
	assert_int_equal(all[1].n, 2);
	assert_int_equal(all[2].n, 3);
	assert_int_equal(all[3].n, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_bounds),
		cmocka_unit_test(nothing_in_nothing),
		cmocka_unit_test(keeps_one_of_equals),
		cmocka_unit_test(a_slice_is_behind_its_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
