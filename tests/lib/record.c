/* Unit tests: records. */
#include "stream/record.h"

#include <string.h>

#include "base/utf8.h"
#include "collect.h"
#include "random.h"

#define RECORDS 50000
#define FIELDS_MOST 6
#define BYTES_MOST 40

/* Some bytes: any at all, or what is likely to be mistaken. */
static void
some_bytes(uint64_t *seed, struct buf *to, size_t least)
{
	static const char *const odd[] = { "\t", "\n", "\r", "\\", "\\x41",
		"\\t", "%end", "=", "\xc3\xa9", "\xe2\x82\xac",
		"\xf0\x9f\x98\x80", "\xc3", "\xed\xa0\x80", "\xc0\x80", "\x7f",
		"\x80", "plain text", "        " };
	size_t n = least + random_below(seed, BYTES_MOST);

	to->len = 0;
	while (to->len < n)
		switch (random_below(seed, 3)) {
		case 0:
			buf_char(to, (char)random_next(seed));
			break;
		case 1:
			buf_char(to, (char)('a' + random_below(seed, 26)));
			break;
		default:
			buf_str(to,
			    odd[random_below(seed, sizeof odd / sizeof *odd)]);
		}
	if (least == 0 && random_below(seed, 8) == 0)
		to->len = 0;
}

static void
some_name(uint64_t *seed, struct buf *to)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

	to->len = 0;
	for (unsigned n = 1 + random_below(seed, 9); n > 0; n--)
		buf_char(to, alphabet[random_below(seed, sizeof alphabet - 1)]);
}

/* What every line must be, whatever went in: UTF-8 that grep keeps. */
static void
line_is_clean(const struct buf *line)
{
	assert_true(line->len > 0 && line->data[line->len - 1] == '\n');
	for (size_t i = 0; i < line->len - 1;) {
		unsigned char c = (unsigned char)line->data[i];
		size_t n = utf8_length(line->data + i, line->len - 1 - i);

		assert_true(n > 0);
		assert_true(c == '\t' || (c >= 0x20 && c != 0x7f));
		i += n;
	}
}

static void
same(struct slice s, const struct buf *b)
{
	assert_int_equal(s.n, b->len);
	if (s.n > 0)
		assert_memory_equal(s.p, b->data, s.n);
}

/* Written and read again it is the same, and so is what is written then. */
static void
one_round_trip(uint64_t *seed, struct record *r, struct buf v[])
{
	unsigned fields = random_below(seed, FIELDS_MOST + 1);
	struct buf line = { 0 }, again = { 0 };
	struct why why;

	some_name(seed, &v[0]);
	some_bytes(seed, &v[1], 1);
	record_start(&line, v[0].data, v[0].len, v[1].data, v[1].len);
	for (unsigned i = 1; i <= fields; i++) {
		some_name(seed, &v[2 * i]);
		some_bytes(seed, &v[2 * i + 1], 0);
		record_field(&line, v[2 * i].data, v[2 * i].len,
		    v[2 * i + 1].data, v[2 * i + 1].len);
	}
	record_finish(&line);
	line_is_clean(&line);
	if (!record_check((struct slice){ line.data, line.len - 1 }, &why))
		fail_msg("%s", why.text);
	record_parse(r, (struct slice){ line.data, line.len - 1 });
	assert_int_equal(r->n, fields);
	same(r->class, &v[0]);
	same(r->key, &v[1]);
	record_start(&again, r->class.p, r->class.n, r->key.p, r->key.n);
	for (unsigned i = 1; i <= fields; i++) {
		same(r->name[i - 1], &v[2 * i]);
		same(r->value[i - 1], &v[2 * i + 1]);
		record_field(&again, r->name[i - 1].p, r->name[i - 1].n,
		    r->value[i - 1].p, r->value[i - 1].n);
	}
	record_finish(&again);
	same((struct slice){ again.data, again.len }, &line);
	buf_free(&line);
	buf_free(&again);
}

static void
round_trips(void **state)
{
	struct buf v[2 * FIELDS_MOST + 2] = { { 0 } };
	struct record r = { 0 };
	uint64_t seed = 53;

	(void)state;
	for (unsigned i = 0; i < RECORDS; i++)
		one_round_trip(&seed, &r, v);
	record_free(&r);
	for (size_t i = 0; i < sizeof v / sizeof *v; i++)
		buf_free(&v[i]);
}

static void
how_each_byte_is_written(void **state)
{
	(void)state;
	for (unsigned c = 0; c < 256; c++) {
		struct buf line = { 0 }, expected = { 0 };
		char value[] = { 'a', (char)c, 'z' };

		buf_str(&expected, "c\tk\tv=a");
		if (c == '\\')
			buf_str(&expected, "\\\\");
		else if (c == '\t')
			buf_str(&expected, "\\t");
		else if (c == '\n')
			buf_str(&expected, "\\n");
		else if (c == '\r')
			buf_str(&expected, "\\r");
		else if (c < 0x20 || c >= 0x7f)
			buf_printf(&expected, "\\x%02x", c);
		else
			buf_char(&expected, (char)c);
		buf_str(&expected, "z\n");
		record_start(&line, "c", 1, "k", 1);
		record_field(&line, "v", 1, value, sizeof value);
		record_finish(&line);
		assert_string_equal(buf_cstr(&line), buf_cstr(&expected));
		buf_free(&line);
		buf_free(&expected);
	}
}

static void
what_is_refused(void **state)
{
#define ESCAPES " (expected \\\\ \\t \\n \\r or \\xHH)"
	static const struct {
		const char *line, *why;
	} rows[] = {
		{ "c\tk\tv=\\", "an unknown escape at byte 7" ESCAPES },
		{ "c\tk\tv=\\a", "an unknown escape at byte 7" ESCAPES },
		{ "c\tk\tv=\\x4", "an unknown escape at byte 7" ESCAPES },
		{ "c\tk\tv=\\xA0", "an unknown escape at byte 7" ESCAPES },
		{ "c\tk\tv=\\xg0", "an unknown escape at byte 7" ESCAPES },
		{ "c\tk\tv=\\\tw=x", "an unknown escape at byte 7" ESCAPES },
		{ "c\t\\ \tv=w", "an unknown escape at byte 3" ESCAPES },
		{ "c\tk\tv=a\\\\\\", "an unknown escape at byte 10" ESCAPES },
		{ "c\tk\tv=\r",
		    "a raw byte 0x0d at byte 7 (expected it escaped)" },
		{ "c\tk\tv=\x01",
		    "a raw byte 0x01 at byte 7 (expected it escaped)" },
		{ "c\tk\tv=\x1f",
		    "a raw byte 0x1f at byte 7 (expected it escaped)" },
		{ "c\tk\tv=12345678\x7f",
		    "a raw byte 0x7f at byte 15 (expected it escaped)" },
		{ "c\tk\tv=\x80",
		    "a raw byte 0x80 at byte 7 (expected it escaped)" },
		{ "c\tk\tv=\xc3\xa9\xc3",
		    "a raw byte 0xc3 at byte 9 (expected it escaped)" },
		{ "c\tk\tv=\xed\xa0\x80",
		    "a raw byte 0xed at byte 7 (expected it escaped)" },
		{ "c\tk\tv=\xc3\tw=\xa9",
		    "a raw byte 0xc3 at byte 7 (expected it escaped)" },
		{ "", "empty (expected a class of a-z 0-9 -)" },
		{ "c", "no key (expected CLASS, a TAB, a key)" },
		{ "c\t",
		    "a TAB at the end (expected a key or name=value "
		    "behind it)" },
		{ "c\tk\t",
		    "a TAB at the end (expected a key or name=value "
		    "behind it)" },
		{ "c\tk\tv=w\t",
		    "a TAB at the end (expected a key or "
		    "name=value behind it)" },
		{ "c\t\tv=w", "no key (expected CLASS, a TAB, a key)" },
		{ "\tk", "empty (expected a class of a-z 0-9 -)" },
		{ "C\tk", "\"C\" (expected a class of a-z 0-9 -)" },
		{ "a b\tk", "\"a b\" (expected a class of a-z 0-9 -)" },
		{ "%end", "\"%end\" (expected a class of a-z 0-9 -)" },
		{ "c\\t\tk", "\"c\\t\" (expected a class of a-z 0-9 -)" },
		{ "c\tk\tv", "\"v\" (expected name=value)" },
		{ "c\tk\t=w", "\"=w\" (expected name=value)" },
		{ "c\tk\tV=w", "\"V=w\" (expected name=value)" },
		{ "c\tk\tv =w", "\"v =w\" (expected name=value)" },
		{ "c\tk\t\tv=w", "empty (expected name=value)" },
		{ "c\tk\ta=b\tw", "\"w\" (expected name=value)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why = { "taken" };

		assert_false(record_check(
		    (struct slice){ rows[i].line, strlen(rows[i].line) },
		    &why));
		assert_string_equal(why.text, rows[i].why);
	}
	assert_false(record_check((struct slice){ "c\tk\tv=\0", 7 },
	    &(struct why){ "" }));
	/* The end of a line is one, whatever stands behind it. */
	for (size_t n = 7; n < 10; n++)
		assert_false(record_check((struct slice){ "c\tk\tv=\\x41", n },
		    &(struct why){ "" }));
	assert_true(record_check((struct slice){ "c\tk\tv=\\x41", 10 },
	    &(struct why){ "" }));
}

/* The words of eight bytes must see each byte at each place. */
static void
a_raw_byte_anywhere(void **state)
{
	char line[40];

	(void)state;
	for (unsigned c = 0; c < 256; c++)
		for (size_t at = 6; at < sizeof line; at++) {
			bool ok = (c >= 0x20 && c < 0x7f && c != '\\');
			struct why why;

			memset(line, ' ', sizeof line);
			memcpy(line, "c\tk\tv=", 6);
			line[at] = (char)c;
			if (c == '\t') /* a field without a name */
				ok = false;
			assert_int_equal(
			    record_check((struct slice){ line, sizeof line },
				&why),
			    ok);
		}
}

static void
what_is_taken(void **state)
{
	static const char line[] = "c-1\tk\\x00\\\\\ta=\ta==1=\\x0a\t"
				   "b=\xc3\xa9\ta=3";
	struct slice l = { line, sizeof line - 1 };
	struct record r = { 0 };
	struct why why;

	(void)state;
	assert_true(record_check(l, &why));
	assert_true(slice_is(record_class(l), "c-1"));
	record_parse(&r, l);
	assert_true(slice_is(r.class, "c-1"));
	assert_int_equal(r.key.n, 3);
	assert_memory_equal(r.key.p, "k\0\\", 3);
	assert_int_equal(r.n, 4);
	assert_true(slice_is(r.value[0], ""));
	assert_true(slice_is(r.value[1], "=1=\n"));
	assert_true(slice_is(*record_get(&r, "b"), "\xc3\xa9"));
	assert_ptr_equal(record_get(&r, "a"), &r.value[0]);
	assert_null(record_get(&r, "c"));
	assert_null(record_get(&r, ""));
	record_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trips),
		cmocka_unit_test(how_each_byte_is_written),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(a_raw_byte_anywhere),
		cmocka_unit_test(what_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
