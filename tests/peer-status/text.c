/* Unit tests of src/peer-status/text.c: strangers' text, made harmless. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "peer-status/text.h"

#define BAD "\xef\xbf\xbd"

static void
assert_clean(const char *in, const char *out)
{
	struct buf b = { 0 };

	text_clean(&b, in);
	assert_string_equal(buf_cstr(&b), out);
	buf_free(&b);
}

static void
clean(void **state)
{
	(void)state;
	assert_clean(NULL, "");
	assert_clean("Gr\xc3\xbc\xc3\x9f"
		     "e",
	    "Gr\xc3\xbc\xc3\x9f"
	    "e");
	assert_clean("a\x1b[2Jb\tc\x7f", "a" BAD "[2Jb" BAD "c" BAD);
	assert_clean("\xc2\x9b", BAD); /* U+009B, CSI */
	assert_clean("\xff\xc3", BAD BAD);
	assert_clean("\xe2\x80\xae", BAD); /* U+202E */
	assert_clean("\xef\xbf\xbe\xf0\x9f\xbf\xbf", BAD BAD);
	assert_clean("\xf0\x9f\x90\xa6", "\xf0\x9f\x90\xa6");
}

static void
ascii(void **state)
{
	struct buf b = { 0 };

	(void)state;
	text_ascii(&b, "a\\\x1b[31m\xc3\xbc");
	assert_string_equal(buf_cstr(&b), "a\\\\\\x1b[31m\\xc3\\xbc");
	buf_free(&b);
}

/* What PRINT writes of IN. */
static void
assert_printed(void (*print)(FILE *, const char *), const char *in,
    const char *out)
{
	char *text = NULL;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	print(f, in);
	fclose(f);
	assert_string_equal(text, out);
	free(text);
}

static void
escapes(void **state)
{
	(void)state;
	assert_printed(text_html, "<a b='c' d=\"e\">&\n",
	    "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;" BAD);
	assert_printed(text_label, "a\"b\\c\nd<", "a\\\"b\\\\c" BAD "d<");
}

static void
times(void **state)
{
	char text[TEXT_TIME], age[TEXT_AGE];

	(void)state;
	assert_string_equal(text_time(text, 1700000000, 'T'),
	    "2023-11-14T22:13:20Z");
	assert_string_equal(text_time(text, UINT64_MAX / 2, ' '), "");
	assert_string_equal(text_age(age, 0), "0 s");
	assert_string_equal(text_age(age, 119), "119 s");
	assert_string_equal(text_age(age, 120), "2 min");
	assert_string_equal(text_age(age, 7200), "2 h");
	assert_string_equal(text_age(age, 172800), "2 d");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean),
		cmocka_unit_test(ascii),
		cmocka_unit_test(escapes),
		cmocka_unit_test(times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
