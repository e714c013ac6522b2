/* A record: one line of a record stream. */
#include "stream/record.h"

#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "base/utf8.h"

/*
 * The kind of a byte in a value: 0 is never escaped, 1 is always escaped, 2
 * starts or continues UTF-8 and is escaped if the UTF-8 is invalid.
 */
static unsigned char
kind(unsigned char c)
{
	if (c >= 0x80)
		return 2;
	return c < 0x20 || c == 0x7f || c == '\\';
}

/* Zero if all eight bytes are of kind 0; otherwise as utf8_beyond_ascii(). */
static uint64_t
special(uint64_t v)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);

	return utf8_beyond_ascii(v) |
	    (((v ^ ones * '\\') - ones) & ones * 0x80);
}

/*
 * Copies the bytes at S to TO up to the first one that is not of kind 0, and
 * returns their number.  TO has room for all N.  Copies eight bytes at a time;
 * the last eight may overlap those before.  This is fast for short values
 * without escapes, which are the most frequent.
 */
static size_t
copy_plain(char *to, const char *s, size_t n)
{
	size_t i = 0;
	uint64_t v;

	while (n - i >= sizeof v) {
		memcpy(&v, s + i, sizeof v);
		if (special(v) != 0)
			break;
		memcpy(to + i, &v, sizeof v);
		i += sizeof v;
	}
	if (n >= sizeof v && n - i < sizeof v) {
		memcpy(&v, s + n - sizeof v, sizeof v);
		if (special(v) == 0) {
			memcpy(to + n - sizeof v, &v, sizeof v);
			return n;
		}
	}
	for (; i < n && kind((unsigned char)s[i]) == 0; i++)
		to[i] = s[i];
	return i;
}

/* Copies a name.  Names of 8 to 16 bytes, the most frequent, are copied in two
 * parts that may overlap; a call of memcpy(3) would double the cost. */
static inline void
copy_name(char *to, const char *name, size_t n)
{
	uint64_t head, tail;

	if (n < sizeof head || n > 2 * sizeof head) {
		memcpy(to, name, n);
		return;
	}
	memcpy(&head, name, sizeof head);
	memcpy(&tail, name + n - sizeof tail, sizeof tail);
	memcpy(to, &head, sizeof head);
	memcpy(to + n - sizeof tail, &tail, sizeof tail);
}

/* The number of bytes of kind 0 at the start of S. */
static size_t
plain_run(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t v;

	while (n - i >= sizeof v) {
		memcpy(&v, s + i, sizeof v);
		/* le64toh() makes the first byte the lowest. */
		v = special(le64toh(v));
		if (v != 0)
			return i + (size_t)__builtin_ctzll(v) / 8;
		i += sizeof v;
	}
	while (i < n && kind((unsigned char)s[i]) == 0)
		i++;
	return i;
}

static void
append_escaped(struct buf *b, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	char text[4] = { '\\', 'x', hex[c >> 4], hex[c & 15] };

	switch (c) {
	case '\\':
		buf_add(b, "\\\\", 2);
		return;
	case '\t':
		buf_add(b, "\\t", 2);
		return;
	case '\n':
		buf_add(b, "\\n", 2);
		return;
	case '\r':
		buf_add(b, "\\r", 2);
		return;
	default:
		buf_add(b, text, sizeof text);
	}
}

void
record_value(struct buf *b, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		size_t run = copy_plain(buf_room(b, n - i), s + i, n - i);
		size_t valid;

		b->len += run;
		i += run;
		if (i == n)
			break;
		valid = kind((unsigned char)s[i]) == 2 ?
		    utf8_length(s + i, n - i) :
		    0;
		if (valid > 0) {
			buf_add(b, s + i, valid);
			i += valid;
		} else {
			append_escaped(b, (unsigned char)s[i]);
			i++;
		}
	}
}

void
record_start(struct buf *line, const char *class, size_t class_len,
    const char *key, size_t key_len)
{
	char *p = buf_room(line, class_len + 1);

	copy_name(p, class, class_len);
	p[class_len] = '\t';
	line->len += class_len + 1;
	record_value(line, key, key_len);
}

void
record_field(struct buf *line, const char *name, size_t name_len,
    const char *value, size_t value_len)
{
	char *p = buf_room(line, name_len + 2 + value_len);
	size_t plain;

	p[0] = '\t';
	copy_name(p + 1, name, name_len);
	p[name_len + 1] = '=';
	plain = copy_plain(p + name_len + 2, value, value_len);
	line->len += name_len + 2 + plain;
	if (plain < value_len)
		record_value(line, value + plain, value_len - plain);
}

void
record_field_str(struct buf *line, const char *name, const char *value)
{
	record_field(line, name, strlen(name), value, strlen(value));
}

void
record_finish(struct buf *line)
{
	buf_char(line, '\n');
}

/* The number of bytes at the start of S that a name may have.  Most are
 * a-z. */
static inline size_t
name_run(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n &&
	    ((unsigned char)(s[i] - 'a') < 26 || s[i] == '-' ||
		(unsigned char)(s[i] - '0') < 10))
		i++;
	return i;
}

bool
record_name_ok(const char *s, size_t n)
{
	return n > 0 && name_run(s, n) == n;
}

/* Decodes the escape at S into *C.  Returns its length, or 0 if S does not
 * start with an escape. */
static size_t
escape(const char *s, size_t n, char *c)
{
	if (n < 2)
		return 0;
	switch (s[1]) {
	case '\\':
		*c = '\\';
		return 2;
	case 't':
		*c = '\t';
		return 2;
	case 'n':
		*c = '\n';
		return 2;
	case 'r':
		*c = '\r';
		return 2;
	case 'x':
		if (n < 4 || hex_lower(s + 2, 2) != 2)
			return 0;
		*c = (char)(hex_digit(s[2]) << 4 | hex_digit(s[3]));
		return 4;
	default:
		return 0;
	}
}

/* The length of the escape or UTF-8 sequence at byte I.  Returns 0 and sets
 * WHY if there is neither. */
static size_t
odd_byte(struct slice line, size_t i, struct why *why)
{
	const char *s = line.p + i;
	size_t left = line.n - i, step;
	char c;

	if (*s == '\\') {
		step = escape(s, left, &c);
		if (step == 0)
			why_set(why,
			    "an unknown escape at byte %zu "
			    "(expected \\\\ \\t \\n \\r or \\xHH)",
			    i + 1);
		return step;
	}
	step = kind((unsigned char)*s) == 2 ? utf8_length(s, left) : 0;
	if (step == 0)
		why_set(why,
		    "a raw byte 0x%02x at byte %zu "
		    "(expected it escaped)",
		    (unsigned)(unsigned char)*s, i + 1);
	return step;
}

/* The parts of a line, separated by TABs. */
enum part { CLASS, KEY, FIELD };

static bool
part_ok(enum part part, struct slice s)
{
	size_t n;

	switch (part) {
	case CLASS:
		return record_name_ok(s.p, s.n);
	case KEY:
		return s.n > 0;
	default:
		n = name_run(s.p, s.n);
		return n > 0 && n < s.n && s.p[n] == '=';
	}
}

static bool
part_refuse(enum part part, struct slice s, struct why *why)
{
	if (part == CLASS)
		why_not(why, s.p, s.n, "a class of a-z 0-9 -");
	else if (part == KEY)
		why_set(why, "no key (expected CLASS, a TAB, a key)");
	else
		why_not(why, s.p, s.n, "name=value");
	return false;
}

bool
record_check(struct slice line, struct why *why)
{
	struct slice s = { line.p, 0 }, bad = { NULL, 0 };
	enum part part = CLASS, bad_part = CLASS;
	size_t i = 0, step;

	/* Report a bad byte before a malformed part. */
	for (;;) {
		i += plain_run(line.p + i, line.n - i);
		if (i < line.n && line.p[i] != '\t') {
			step = odd_byte(line, i, why);
			if (step == 0)
				return false;
			i += step;
			continue;
		}
		s.n = (size_t)(line.p + i - s.p);
		if (bad.p == NULL && !part_ok(part, s)) {
			bad = s;
			bad_part = part;
		}
		if (i == line.n)
			break;
		s.p = line.p + ++i;
		if (part != FIELD)
			part++;
	}
	if (line.n > 0 && line.p[line.n - 1] == '\t') {
		why_set(why,
		    "a TAB at the end (expected a key or name=value "
		    "behind it)");
		return false;
	}
	if (bad.p == NULL && part == CLASS)
		return part_refuse(KEY, bad, why);
	return bad.p == NULL || part_refuse(bad_part, bad, why);
}

struct slice
record_class(struct slice line)
{
	return slice_cut(&line, '\t');
}

struct slice
record_raw_key(struct slice line)
{
	slice_cut(&line, '\t');
	return slice_cut(&line, '\t');
}

/* Returns V, or if V has escapes, its decoded copy in R's text, which has room
 * for it. */
static struct slice
decoded(struct record *r, struct slice v)
{
	const char *slash = v.n > 0 ? memchr(v.p, '\\', v.n) : NULL;
	char *to;
	size_t i, n;

	if (slash == NULL)
		return v;
	to = r->text.data + r->text.len;
	i = n = (size_t)(slash - v.p);
	memcpy(to, v.p, n);
	while (i < v.n) {
		char c = v.p[i];

		i += c == '\\' ? escape(v.p + i, v.n - i, &c) : 1;
		to[n++] = c;
	}
	r->text.len += n;
	return (struct slice){ to, n };
}

static void
add_field(struct record *r, struct slice name, struct slice value)
{
	size_t cap = r->cap;

	if (r->n == cap) {
		r->name = mem_grow(r->name, r->n, &cap, sizeof *r->name);
		r->value = mem_grow(r->value, r->n, &r->cap, sizeof *r->value);
	}
	r->name[r->n] = name;
	r->value[r->n++] = value;
}

void
record_parse(struct record *r, struct slice line)
{
	struct slice rest = line;
	bool escaped = line.n > 0 && memchr(line.p, '\\', line.n) != NULL;

	r->n = 0;
	r->text.len = 0;
	buf_room(&r->text, line.n);
	r->class = slice_cut(&rest, '\t');
	r->key = slice_cut(&rest, '\t');
	if (escaped)
		r->key = decoded(r, r->key);
	while (rest.n > 0) {
		struct slice field = slice_cut(&rest, '\t');
		const char *equals = memchr(field.p, '=', field.n);
		size_t n = (size_t)(equals - field.p);
		struct slice value = { field.p + n + 1, field.n - n - 1 };

		add_field(r, (struct slice){ field.p, n },
		    escaped ? decoded(r, value) : value);
	}
}

const struct slice *
record_get(const struct record *r, const char *name)
{
	const size_t n = strlen(name);

	for (size_t i = 0; i < r->n; i++)
		if (r->name[i].n == n && memcmp(r->name[i].p, name, n) == 0)
			return &r->value[i];
	return NULL;
}

void
record_free(struct record *r)
{
	free(r->name);
	free(r->value);
	buf_free(&r->text);
	*r = (struct record){ 0 };
}
