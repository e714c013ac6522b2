/* An explanation: which input decided a rendered line. */
#include "render/explain.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"

/* These bytes enclose a reason in the text, which never contains them. */
#define REASON '\1'
#define REASON_END '\2'

#define COLUMN 58 /* where reasons begin */

/* A line of a listing: its text, and its reasons. */
struct line {
	struct buf text;
	struct buf reasons;
};

/* Adds a reason.  It skips a repeated reason.  If a reason differs from the
 * text only in its last word, it adds only that word. */
static void
add_reason(struct buf *to, const char *s, size_t n)
{
	size_t same = n;

	while (same > 0 && s[same - 1] != ' ')
		same--;
	if (to->len == n && n > 0 && memcmp(to->data, s, n) == 0)
		return;
	if (to->len < same || (same > 0 && memcmp(to->data, s, same) != 0))
		same = 0;
	if (to->len > 0)
		buf_add(to, ", ", 2);
	buf_add(to, s + same, n - same);
}

/* Splits a line into its text and its reasons.  A tab is four columns. */
static void
read_line(struct line *l, const char *p, const char *end)
{
	l->text.len = l->reasons.len = 0;
	while (p < end) {
		if (*p == REASON) {
			const char *stop = memchr(p, REASON_END,
			    (size_t)(end - p));

			if (stop == NULL)
				stop = end;
			add_reason(&l->reasons, p + 1, (size_t)(stop - p - 1));
			p = stop < end ? stop + 1 : end;
		} else if (*p == '\t') {
			buf_add(&l->text, "    ", 4);
			p++;
		} else {
			buf_add(&l->text, p++, 1);
		}
	}
}

static void
print_line(FILE *to, const struct line *l, unsigned long number)
{
	fprintf(to, "%5lu  ", number);
	out_comment_text(to, l->text.data, l->text.len);
	if (l->reasons.len > 0) {
		for (size_t i = l->text.len; i < COLUMN; i++)
			putc(' ', to);
		fputs("  <- ", to);
		out_comment_text(to, l->reasons.data, l->reasons.len);
	}
	putc('\n', to);
}

/* "#% file NAME MODE" begins a file.  Other framing is for apply only. */
static bool
is_framing(FILE *to, const struct line *l, bool *first)
{
	static const char file[] = "#% file ";
	const size_t n = sizeof file - 1;

	if (l->text.len < 3 || memcmp(l->text.data, "#% ", 3) != 0)
		return false;
	if (l->text.len > n && memcmp(l->text.data, file, n) == 0) {
		const char *name = l->text.data + n;
		const char *end = memchr(name, ' ', l->text.len - n);

		fputs(*first ? "" : "\n", to);
		out_comment_text(to, name,
		    end != NULL ? (size_t)(end - name) : l->text.len - n);
		putc('\n', to);
		*first = false;
	}
	return true;
}

static void
print_listing(FILE *to, const char *text, size_t size)
{
	struct line l = { { 0 }, { 0 } };
	unsigned long number = 0;
	bool first = true;

	for (const char *p = text, *end = p + size; p < end;) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));

		if (newline == NULL)
			newline = end;
		read_line(&l, p, newline);
		number = is_framing(to, &l, &first) ? 0 : number + 1;
		if (number > 0 && l.text.len > 0)
			print_line(to, &l, number);
		else if (number > 1)
			putc('\n', to);
		p = newline < end ? newline + 1 : end;
	}
	buf_free(&l.text);
	buf_free(&l.reasons);
}

bool
explain_render(FILE *to, const struct site *site,
    bool (*render)(void *ctx, FILE *f, const struct explain *e), void *ctx)
{
	const struct explain e = { .site = site };
	char *text;
	size_t size;
	FILE *f = mem_stream(&text, &size);
	bool ok = render(ctx, f, &e);

	mem_stream_close(f);
	if (ok)
		print_listing(to, text, size);
	free(text);
	return ok;
}

/* Prints "FILE:LINE TEXT", or only TEXT if FILE is NULL. */
static void
reason(FILE *f, const char *file, unsigned long line, const char *fmt,
    va_list ap)
{
	char text[512];

	vsnprintf(text, sizeof text, fmt, ap);
	putc(REASON, f);
	if (file != NULL) {
		out_comment_text(f, file, strlen(file));
		fprintf(f, ":%lu ", line);
	}
	out_comment_text(f, text, strlen(text));
	putc(REASON_END, f);
}

void
because(FILE *f, const struct explain *e, const char *fmt, ...)
{
	va_list ap;

	if (e == NULL)
		return;
	va_start(ap, fmt);
	reason(f, NULL, 0, fmt, ap);
	va_end(ap);
}

void
because_line(FILE *f, const struct explain *e, unsigned line, const char *fmt,
    ...)
{
	va_list ap;

	if (e == NULL)
		return;
	va_start(ap, fmt);
	reason(f, e->site->file, line, fmt, ap);
	va_end(ap);
}

void
because_record(FILE *f, const struct explain *e, unsigned long line,
    const char *fmt, ...)
{
	va_list ap;

	if (e == NULL)
		return;
	va_start(ap, fmt);
	reason(f, "-", line, fmt, ap);
	va_end(ap);
}

/* Returns the line of S's key PATH in BASE, and whether it has a default. */
static unsigned
find_line(const struct schema *s, const void *base, const char *path,
    bool *has_default)
{
	for (;;) {
		size_t n = strcspn(path, ".");
		const struct key *key = schema_find(s, path, n);
		const char *p = base;

		if (key == NULL)
			abort(); /* a bug: no such key */
		if (path[n] == '\0') {
			const unsigned *line =
			    (const unsigned *)(const void *)(p + s->lines);

			/* Lists and VALUE_OTHER keys have a default, but no
			 * fallback text. */
			*has_default = key->fallback != NULL || key->list ||
			    key->type == VALUE_OTHER;
			return line[key - s->keys];
		}
		base = p + key->offset;
		s = key->map;
		path += n + 1;
	}
}

/* OF is the text before PATH in the site file, such as "routers.NAME.". */
static void
because_key(FILE *f, const struct explain *e, const struct schema *s,
    const void *base, const char *of, const char *path)
{
	bool has_default;
	unsigned line = find_line(s, base, path, &has_default);

	if (line != 0)
		because_line(f, e, line, "%s%s", of, path);
	else
		because(f, e, "%s %s%s", has_default ? "default of" : "no", of,
		    path);
}

void
because_site(FILE *f, const struct explain *e, const char *path)
{
	if (e != NULL)
		because_key(f, e, &site_schema, e->site, "", path);
}

void
because_router(FILE *f, const struct explain *e, const struct site_router *r,
    const char *path)
{
	char of[96];

	if (e == NULL)
		return;
	snprintf(of, sizeof of, "routers.%s.", r->name);
	because_key(f, e, &router_schema, r, of, path);
}

void
because_neighbor(FILE *f, const struct explain *e, const struct neighbor *n,
    unsigned key)
{
	const char *name = neighbor_schema.keys[key].name;

	if (e == NULL)
		return;
	/* Without a line, the session's type gives the default. */
	if (n->line[key] != 0)
		because_line(f, e, n->line[key], "sessions %s %s", n->name,
		    name);
	else
		because(f, e, "default of sessions %s %s", n->name, name);
}

void
because_peer(FILE *f, const struct explain *e, const struct peer *p,
    unsigned key)
{
	if (e != NULL)
		because_record(f, e, p->place.line, "peer %s%s %s", p->name,
		    peer_given(p, key) ? "" : ", no",
		    peer_schema.keys[key].name);
}
