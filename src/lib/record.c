/* A record: one line of a record stream. */
#include "record.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "utf8.h"

bool
slice_is(struct slice s, const char *text)
{
	return s.n == strlen(text) && memcmp(s.p, text, s.n) == 0;
}

/*
 * What a byte is in a value: 0 stands for itself, 1 is escaped always, 2
 * starts or continues UTF-8 and is escaped where it is not valid.
 */
static unsigned char
kind(unsigned char c)
{
	if (c >= 0x80)
		return 2;
	return c < 0x20 || c == 0x7f || c == '\\';
}

/* True when one of the eight bytes is not of kind 0. */
static bool
any_special(uint64_t v)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t control = v - ones * 0x20;
	uint64_t slash = (v ^ ones * '\\') - ones;
	uint64_t del = (v ^ ones * 0x7f) - ones;

	return ((control | slash | del | v) & high) != 0;
}

/*
 * Copies to TO what stands for itself from S on, and returns how much; TO
 * has room for all N.  Eight bytes at a time, and the last eight, which may
 * overlap those before: most values are plain and short.
 */
static size_t
copy_plain(char *to, const char *s, size_t n)
{
	size_t i = 0;
	uint64_t v;

	while (n - i >= sizeof v) {
		memcpy(&v, s + i, sizeof v);
		if (any_special(v))
			break;
		memcpy(to + i, &v, sizeof v);
		i += sizeof v;
	}
	if (n >= sizeof v && n - i < sizeof v) {
		memcpy(&v, s + n - sizeof v, sizeof v);
		if (!any_special(v)) {
			memcpy(to + n - sizeof v, &v, sizeof v);
			return n;
		}
	}
	for (; i < n && kind((unsigned char)s[i]) == 0; i++)
		to[i] = s[i];
	return i;
}

/* Copies a name.  Most are of eight bytes or a few more: two copies that may
 * overlap, where a call costs as much again. */
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

/* How many bytes from S on stand for themselves. */
static size_t
plain_run(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t v;

	while (n - i >= sizeof v) {
		memcpy(&v, s + i, sizeof v);
		if (any_special(v))
			break;
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
		    utf8_length(s + i, n - i) : 0;
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

bool
record_name_ok(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || s[i] == '-' ||
		    (s[i] >= '0' && s[i] <= '9')))
			return false;
	return n > 0;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* The length of the escape at S, 0 when it is none; its byte to *C. */
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
		if (n < 4 || hex_digit(s[2]) < 0 || hex_digit(s[3]) < 0)
			return 0;
		*c = (char)(hex_digit(s[2]) << 4 | hex_digit(s[3]));
		return 4;
	default:
		return 0;
	}
}

static bool
bytes_ok(struct slice line, struct why *why)
{
	size_t i = 0;

	while (i < line.n) {
		const char *s = line.p + i;
		size_t left = line.n - i, step;
		char c;

		step = plain_run(s, left);
		if (step == left)
			return true;
		i += step;
		s += step;
		left -= step;
		if (*s == '\t') {
			step = 1;
		} else if (*s == '\\') {
			step = escape(s, left, &c);
			if (step == 0) {
				why_set(why, "an unknown escape at byte %zu "
				    "(expected \\\\ \\t \\n \\r or \\xHH)",
				    i + 1);
				return false;
			}
		} else {
			step = kind((unsigned char)*s) == 2 ?
			    utf8_length(s, left) : 0;
			if (step == 0) {
				why_set(why, "a raw byte 0x%02x at byte %zu "
				    "(expected it escaped)",
				    (unsigned)(unsigned char)*s, i + 1);
				return false;
			}
		}
		i += step;
	}
	return true;
}

/* The bytes up to the next TAB, and the rest behind it. */
static struct slice
cut(struct slice *rest)
{
	const char *tab = rest->n > 0 ? memchr(rest->p, '\t', rest->n) : NULL;
	struct slice head = *rest;

	if (tab == NULL) {
		rest->p += rest->n;
		rest->n = 0;
		return head;
	}
	head.n = (size_t)(tab - rest->p);
	rest->p += head.n + 1;
	rest->n -= head.n + 1;
	return head;
}

/* The length of a field's name, 0 when "name=" does not stand there. */
static size_t
field_name(struct slice field)
{
	const char *equals = field.n > 0 ? memchr(field.p, '=', field.n) :
	    NULL;
	size_t n = equals != NULL ? (size_t)(equals - field.p) : 0;

	return record_name_ok(field.p, n) ? n : 0;
}

bool
record_check(struct slice line, struct why *why)
{
	struct slice rest = line, class, key;

	if (!bytes_ok(line, why))
		return false;
	if (line.n > 0 && line.p[line.n - 1] == '\t') {
		why_set(why, "a TAB at the end (expected a key or name=value "
		    "behind it)");
		return false;
	}
	class = cut(&rest);
	if (!record_name_ok(class.p, class.n)) {
		why_not(why, class.p, class.n, "a class of a-z 0-9 -");
		return false;
	}
	key = cut(&rest);
	if (key.n == 0) {
		why_set(why, "no key (expected CLASS, a TAB, a key)");
		return false;
	}
	while (rest.n > 0) {
		struct slice field = cut(&rest);

		if (field_name(field) == 0) {
			why_not(why, field.p, field.n, "name=value");
			return false;
		}
	}
	return true;
}

struct slice
record_class(struct slice line)
{
	return cut(&line);
}

/* Decodes V into R's text, which has room for it, where it is escaped. */
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

void
record_parse(struct record *r, struct slice line)
{
	struct slice rest = line;

	r->n = 0;
	r->text.len = 0;
	buf_room(&r->text, line.n);
	r->class = cut(&rest);
	r->key = decoded(r, cut(&rest));
	while (rest.n > 0) {
		struct slice field = cut(&rest);
		size_t n = field_name(field), cap = r->cap;

		r->name = mem_grow(r->name, r->n, &cap, sizeof *r->name);
		r->value = mem_grow(r->value, r->n, &r->cap,
		    sizeof *r->value);
		r->name[r->n] = (struct slice){ field.p, n };
		r->value[r->n++] = decoded(r, (struct slice){
		    field.p + n + 1, field.n - n - 1 });
	}
}

const struct slice *
record_get(const struct record *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->name[i], name))
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
