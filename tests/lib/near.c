/* Unit tests: "did you mean". */
#include "base/near.h"

#include <string.h>

#include "collect.h"

static const char *
nearest(const char *word)
{
	static const char *const all[] = { "site", "router", "quiet", "verbose",
		"version", "check-policy", "n" };
	struct near near = { .word = word };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		near_try(&near, all[i]);
	return near.best;
}

static void
finds_the_word_that_was_meant(void **state)
{
	(void)state;
	assert_string_equal(nearest("quite"), "quiet");
	assert_string_equal(nearest("sit"), "site");
	assert_string_equal(nearest("ruoter"), "router");
	assert_string_equal(nearest("verson"), "version");
	assert_string_equal(nearest("check"), "check-policy");
	assert_string_equal(nearest("verbose"), "verbose");
	assert_string_equal(nearest("SITE"), "site");
	assert_string_equal(nearest("check_policy"), "check-policy");
}

static void
finds_nothing_that_is_far(void **state)
{
	char word[200];

	(void)state;
	assert_null(nearest(""));
	assert_null(nearest("x"));
	assert_null(nearest("tables"));
	memset(word, 'n', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	assert_null(nearest(word));
}

static void
says_what_was_expected(void **state)
{
	static const char *const names[] = { "ams1", "fra1", "willow", "oak",
		"elm", "ash", "fir", "yew", "larch" };
	static const struct {
		const char *word, *text;
		size_t n, most;
	} rows[] = {
		{ "x", "expected one of ams1, fra1, willow", 3, NEAR_LISTED },
		{ "wilow",
		    "expected one of ams1, fra1, willow; did you mean willow?",
		    3, NEAR_LISTED },
		{ "wilow", "did you mean willow?", 9, NEAR_LISTED },
		{ "wilow", "did you mean willow?", 9, 9 },
		{ "x", "expected one of the 9 there", 9, NEAR_LISTED },
		{ "x",
		    "expected one of ams1, fra1, willow, oak, elm, ash, fir, "
		    "yew, larch",
		    9, 9 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf text = { 0 };

		near_expected(&text, rows[i].word, names, rows[i].n,
		    sizeof *names, rows[i].most);
		assert_string_equal(buf_cstr(&text), rows[i].text);
		buf_free(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_word_that_was_meant),
		cmocka_unit_test(finds_nothing_that_is_far),
		cmocka_unit_test(says_what_was_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
