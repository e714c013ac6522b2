/* Unit tests: UTF-8. */
#include "base/utf8.h"

#include <string.h>

#include "collect.h"

/* Writes CODE in LEN bytes, whether that is its right length or not. */
static void
encode(uint32_t code, size_t len, char *to)
{
	static const unsigned first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = len - 1; i > 0; i--) {
		to[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	to[0] = (char)(first[len] | code);
}

static size_t
shortest(uint32_t code)
{
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

static void
every_code_point(void **state)
{
	char s[4];

	(void)state;
	for (uint32_t code = 0; code < 0x200000; code++) {
		size_t len = shortest(code);
		bool surrogate = code >= 0xd800 && code <= 0xdfff;
		size_t expected = surrogate || code > 0x10ffff ? 0 : len;

		encode(code, len, s);
		assert_true(utf8_length(s, len) == expected);
		if (len > 1)
			assert_true(utf8_length(s, len - 1) == 0);
	}
}

static void
longer_forms(void **state)
{
	char s[4];

	(void)state;
	for (size_t len = 2; len <= 4; len++)
		for (uint32_t code = 0; shortest(code) < len; code++) {
			encode(code, len, s);
			assert_true(utf8_length(s, len) == 0);
		}
}

static void
no_start(void **state)
{
	(void)state;
	assert_int_equal(utf8_length("", 0), 0);
	assert_int_equal(utf8_length("\0", 1), 1);
	for (unsigned c = 0x80; c < 0x100; c++) {
		char s[] = { (char)c, 'a', 'a', 'a' };

		assert_int_equal(utf8_length(s, sizeof s), 0);
	}
	assert_int_equal(utf8_length("\xf8\x88\x80\x80\x80", 5), 0);
	assert_int_equal(utf8_length("\xc3\xa9\xa9", 3), 2);
	assert_int_equal(utf8_length("\xe2\x82"
				     "a",
			     3),
	    0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point),
		cmocka_unit_test(longer_forms),
		cmocka_unit_test(no_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
