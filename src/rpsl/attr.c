/* An attribute: "name: value" and the lines that continue it. */
#include "rpsl/attr.h"

#include <string.h>

#include "rpsl/line-comment.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool
is_comment(char c)
{
	return c == '#' || c == '%';
}

/* What a name may hold, in lower case; 0 for every other byte. */
static char
name_char(char c)
{
	if ((c >= 'a' && c <= 'z') || c == '-' || (c >= '0' && c <= '9'))
		return c;
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : 0;
}

static inline struct slice
trim(const char *s, size_t n)
{
	/* Values are often aligned in a column, after many spaces. */
	while (n >= 4 && memcmp(s, "    ", 4) == 0) {
		s += 4;
		n -= 4;
	}
	while (n > 0 && is_blank(s[0])) {
		s++;
		n--;
	}
	while (n > 0 && is_blank(s[n - 1]))
		n--;
	return (struct slice){ s, n };
}

struct slice
attr_trim(const char *s, size_t n)
{
	return trim(s, n);
}

void
attr_open(struct attr_reader *r, char *text, size_t n)
{
	/* With a newline at the end, every search for one succeeds. */
	if (n > 0 && text[n - 1] != '\n')
		text[n++] = '\n';
	r->p = text;
	r->end = text + n;
	r->line = 1;
}

void
attr_close(struct attr_reader *r)
{
	buf_free(&r->joined);
}

/*
 * Takes the rest of the current line, from S on, trimmed.  Cuts a comment off
 * if the attribute NAME allows comments.  The reader moves to the next line.
 * False if the line is only a comment.
 */
static inline bool
take_line(struct attr_reader *r, const char *s, struct slice name,
    struct slice *line)
{
	bool hash;
	size_t n = scan_line(s, &hash);

	r->p += (size_t)(s - r->p) + n + 1;
	r->line++;
	*line = trim(s, n);
	if (!hash || !r->comments || !comment_in(name))
		return true;
	*line = comment_cut(*line);
	*line = trim(line->p, line->n);
	return line->n > 0;
}

static void
skip_line(struct attr_reader *r)
{
	bool hash;

	r->p += scan_line(r->p, &hash) + 1;
	r->line++;
}

static inline void
skip_comments(struct attr_reader *r)
{
	while (r->p < r->end && is_comment(*r->p))
		skip_line(r);
}

bool
attr_at_end(struct attr_reader *r)
{
	for (;;) {
		const char *s;

		skip_comments(r);
		if (r->p == r->end)
			return true;
		for (s = r->p; is_blank(*s); s++)
			;
		if (*s != '\n')
			return false;
		skip_line(r);
	}
}

/* Does the next line end an object: is it empty, or only carriage returns? */
static bool
at_object_end(const struct attr_reader *r)
{
	const char *s = r->p;

	if (s == r->end)
		return true;
	while (*s == '\r')
		s++;
	return *s == '\n';
}

static bool
at_continuation(const struct attr_reader *r)
{
	return r->p < r->end && !at_object_end(r) &&
	    (is_blank(*r->p) || *r->p == '+');
}

/* Is NAME an attribute with one value that is no free text, and that no other
 * table here has? */
static bool
is_single(struct slice name)
{
	static const char *const names[] = { "auth", "cidr", "fingerpr",
		"max-length" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

/*
 * A value that is no free text may start in a line below its name: "origin:",
 * and in the next line the AS number.  The newlines around it are not part of
 * it, and those in a single value are spaces.  Lists keep theirs, which end
 * comments.
 */
static struct slice
unwrap(struct slice name, struct buf *joined)
{
	struct slice value = { joined->data, joined->len };
	const bool single = is_single(name);

	if (!single && !comment_in(name))
		return value;
	for (size_t i = 0; single && i < joined->len; i++)
		if (joined->data[i] == '\n')
			joined->data[i] = ' ';
	if (single)
		return trim(value.p, value.n);
	while (value.n > 0 && *value.p == '\n') {
		value.p++;
		value.n--;
	}
	while (value.n > 0 && value.p[value.n - 1] == '\n')
		value.n--;
	return value;
}

/*
 * Joins the continuation lines to VALUE.  Empty lines count only if another
 * line of the object follows: at its end they are stray white space.
 */
static struct slice
join(struct attr_reader *r, struct slice name, struct slice value)
{
	size_t empty = 0;

	r->joined.len = 0;
	buf_add(&r->joined, value.p, value.n);
	for (;;) {
		struct slice more;

		skip_comments(r);
		if (!at_continuation(r))
			break;
		/* A line that is only a comment is not part of the value. */
		if (!take_line(r, r->p + (*r->p == '+'), name, &more))
			continue;
		empty++;
		for (; more.n > 0 && empty > 0; empty--)
			buf_char(&r->joined, '\n');
		buf_add(&r->joined, more.p, more.n);
	}
	for (; !at_object_end(r) && empty > 0; empty--)
		buf_char(&r->joined, '\n');
	return unwrap(name, &r->joined);
}

/*
 * Converts the name at P to lower case in place; the first N bytes already
 * are.  Returns its length, or 0 if there is no "name:".
 */
static size_t
lower_name(char *p, size_t n)
{
	char c;

	while ((c = name_char(p[n])) != 0)
		p[n++] = c;
	return p[n] == ':' ? n : 0;
}

static inline size_t
name(char *p)
{
	size_t n = scan_name(p);

	return p[n] == ':' ? n : lower_name(p, n);
}

struct slice
attr_peek(struct attr_reader *r)
{
	return (struct slice){ r->p, name(r->p) };
}

void
attr_skip_object(struct attr_reader *r)
{
	size_t left = (size_t)(r->end - r->p);

	if (left == 0 || at_object_end(r))
		return;
	left = scan_empty_line(r->p, left);
	r->line += scan_lines(r->p, left);
	r->p += left;
}

int
attr_next(struct attr_reader *r, struct attr *a, struct why *why)
{
	size_t n;

	skip_comments(r);
	if (at_object_end(r))
		return 0;
	n = name(r->p);
	if (n == 0) {
		bool hash;

		why_not(why, r->p, scan_line(r->p, &hash),
		    "NAME: VALUE, with a name of a-z 0-9 -");
		return -1;
	}
	a->name = (struct slice){ r->p, n };
	a->line = r->line;
	take_line(r, r->p + n + 1, a->name, &a->value);
	if (r->p < r->end &&
	    (is_blank(*r->p) || *r->p == '+' || is_comment(*r->p)))
		a->value = join(r, a->name, a->value);
	return 1;
}
