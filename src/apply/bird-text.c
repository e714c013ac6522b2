/* The text of a BIRD configuration: its protocols and their statements. */
#include "apply/bird-text.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

#define FILE_MOST ((off_t)64 * 1024 * 1024)
#define TEXT_MOST ((size_t)256 * 1024 * 1024)
#define DEPTH_MOST 8u /* the same limit as in BIRD */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The length of the string or quoted symbol at the start of S, with quotes. */
static size_t
quoted(struct slice s)
{
	const char *end = memchr(s.p + 1, *s.p, s.n - 1);

	return end != NULL ? (size_t)(end - s.p) + 1 : s.n;
}

/* The length of the comment at the start of S; 0: none. */
static size_t
comment(struct slice s)
{
	const char *end;

	if (*s.p == '#') {
		end = memchr(s.p, '\n', s.n);
		return end != NULL ? (size_t)(end - s.p) : s.n;
	}
	if (s.n < 2 || memcmp(s.p, "/*", 2) != 0)
		return 0;
	end = memmem(s.p + 2, s.n - 2, "*/", 2);
	return end != NULL ? (size_t)(end - s.p) + 2 : s.n;
}

static void
blank(struct buf *to)
{
	if (to->len > 0 && to->data[to->len - 1] != ' ')
		buf_char(to, ' ');
}

/* Adds S without comments and with single blanks. */
static void
add_plain(struct buf *to, struct slice s)
{
	while (s.n > 0) {
		size_t n = comment(s);

		if (n > 0 || is_blank(*s.p)) {
			blank(to);
			n = n > 0 ? n : 1;
		} else {
			n = *s.p == '"' || *s.p == '\'' ? quoted(s) : 1;
			buf_add(to, s.p, n);
		}
		s.p += n;
		s.n -= n;
	}
	blank(to);
}

static bool
is_symbol(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ':';
}

struct slice
bird_word_next(struct slice *rest)
{
	struct slice w;

	while (rest->n > 0 && is_blank(*rest->p)) {
		rest->p++;
		rest->n--;
	}
	w = (struct slice){ rest->p, 0 };
	if (rest->n == 0)
		return w;
	if (*w.p == '"' || *w.p == '\'')
		w.n = quoted(*rest);
	else
		while (w.n < rest->n && is_symbol(w.p[w.n]))
			w.n++;
	w.n += w.n == 0;
	rest->p += w.n;
	rest->n -= w.n;
	return w;
}

/* REST is after "{": takes the text up to the matching brace. */
static struct slice
take_block(struct slice *rest)
{
	struct slice block = { rest->p, 0 }, w;
	unsigned depth = 1;

	while ((w = bird_word_next(rest)).n > 0) {
		depth += slice_is(w, "{");
		depth -= slice_is(w, "}");
		if (depth == 0) {
			block.n = (size_t)(w.p - block.p);
			return block;
		}
	}
	block.n = (size_t)(rest->p - block.p);
	return block;
}

bool
bird_statement_next(struct slice *rest, struct bird_statement *s)
{
	struct slice w;

	*s = (struct bird_statement){ { NULL, 0 }, { NULL, 0 } };
	while ((w = bird_word_next(rest)).n > 0) {
		if (slice_is(w, ";")) {
			if (s->head.n > 0)
				return true;
			continue;
		}
		if (slice_is(w, "{")) {
			s->block = take_block(rest);
			return true;
		}
		if (s->head.n == 0)
			s->head.p = w.p;
		s->head.n = (size_t)(w.p + w.n - s->head.p);
	}
	return s->head.n > 0;
}

static struct slice
unquoted(struct slice name)
{
	if (name.n > 1 && *name.p == '\'') {
		name.p++;
		name.n -= 2;
	}
	return name;
}

/* BIRD names an unnamed protocol after its type and a counter. */
static void
name_block(const struct bird_text *t, struct bird_block *b, struct slice name)
{
	unsigned n = 1;

	name = unquoted(name);
	for (size_t i = 0; name.n == 0 && i < t->n; i++) {
		const struct bird_block *other = &t->block[i];

		n += !other->is_template && other->type.n == b->type.n &&
		    memcmp(other->type.p, b->type.p, b->type.n) == 0 &&
		    strncmp(other->name, b->type.p, b->type.n) == 0;
	}
	if (name.n == 0)
		snprintf(b->name, sizeof b->name, "%.*s%u", (int)b->type.n,
		    b->type.p, n);
	else
		snprintf(b->name, sizeof b->name, "%.*s", (int)name.n, name.p);
}

/* HEAD is "protocol TYPE [NAME] [from TEMPLATE]". */
static void
add_block(struct bird_text *t, const struct bird_statement *s)
{
	struct slice head = s->head, w = bird_word_next(&head);
	struct bird_block b = { .is_template = slice_is(w, "template") };
	struct slice name = { NULL, 0 };

	if (!b.is_template && !slice_is(w, "protocol"))
		return;
	b.type = bird_word_next(&head);
	b.body = s->block;
	w = bird_word_next(&head);
	if (!slice_is(w, "from")) {
		name = w;
		w = bird_word_next(&head);
	}
	if (slice_is(w, "from"))
		b.from = unquoted(bird_word_next(&head));
	name_block(t, &b, name);
	t->block = mem_grow(t->block, t->n, &t->cap, sizeof *t->block);
	t->block[t->n++] = b;
}

/* The body of a function or a filter, and a set, also count as statements.  If
 * one ends without ";", it becomes part of the next statement's head. */
static void
find_blocks(struct bird_text *t)
{
	struct slice rest = { buf_cstr(&t->text), t->text.len };
	struct bird_statement s;

	while (bird_statement_next(&rest, &s))
		add_block(t, &s);
}

void
bird_text_of_stream(struct bird_text *t, const struct fragments *stream)
{
	const struct frag_set *set = fragments_set(stream, "bird");

	*t = (struct bird_text){ 0 };
	for (size_t i = 0; set != NULL && i < set->n; i++)
		add_plain(&t->text, set->file[i].body);
	find_blocks(t);
}

static bool add_file(struct buf *to, const char *file, unsigned depth);

/* PATTERN is relative to the directory of FILE, and may match many files. */
static bool
add_included(struct buf *to, const char *file, struct slice pattern,
    unsigned depth)
{
	const char *slash = strrchr(file, '/');
	struct buf path = { 0 };
	bool ok = true;
	glob_t found;

	if (pattern.n > 0 && *pattern.p != '/' && slash != NULL)
		buf_add(&path, file, (size_t)(slash - file) + 1);
	buf_add(&path, pattern.p, pattern.n);
	if (glob(buf_cstr(&path), GLOB_NOSORT, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			ok &= add_file(to, found.gl_pathv[i], depth + 1);
		globfree(&found);
	}
	buf_free(&path);
	return ok;
}

/* Adds TEXT, and replaces each include "PATTERN"; with the included files. */
static bool
add_with_includes(struct buf *to, const char *file, struct slice text,
    unsigned depth)
{
	const char *done = text.p;
	struct slice rest = text, w;
	bool ok = true;

	while ((w = bird_word_next(&rest)).n > 0) {
		struct slice pattern;

		if (!slice_is(w, "include"))
			continue;
		pattern = bird_word_next(&rest);
		if (pattern.n < 2 || *pattern.p != '"')
			continue;
		buf_add(to, done, (size_t)(w.p - done));
		ok &= add_included(to, file,
		    (struct slice){ pattern.p + 1, pattern.n - 2 }, depth);
		bird_word_next(&rest); /* its ";" */
		done = rest.p;
	}
	buf_add(to, done, (size_t)(text.p + text.n - done));
	return ok;
}

static bool
add_file(struct buf *to, const char *file, unsigned depth)
{
	struct buf raw = { 0 }, plain = { 0 };
	bool ok = depth < DEPTH_MOST && to->len < TEXT_MOST &&
	    file_slurp(open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC), FILE_MOST,
		&raw);

	if (ok) {
		add_plain(&plain, (struct slice){ raw.data, raw.len });
		ok = add_with_includes(to, file,
		    (struct slice){ buf_cstr(&plain), plain.len }, depth);
	}
	buf_free(&plain);
	buf_free(&raw);
	return ok;
}

bool
bird_text_of_file(struct bird_text *t, const char *file)
{
	bool ok;

	*t = (struct bird_text){ 0 };
	ok = add_file(&t->text, file, 0);
	find_blocks(t);
	return ok;
}

void
bird_text_free(struct bird_text *t)
{
	free(t->block);
	buf_free(&t->text);
	*t = (struct bird_text){ 0 };
}

const struct bird_block *
bird_text_protocol(const struct bird_text *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (!t->block[i].is_template &&
		    strcmp(t->block[i].name, name) == 0)
			return &t->block[i];
	return NULL;
}

const struct bird_block *
bird_text_template(const struct bird_text *t, struct slice name)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->block[i].is_template && slice_is(name, t->block[i].name))
			return &t->block[i];
	return NULL;
}
