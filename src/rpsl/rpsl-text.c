/* A text: RPSL objects separated by empty lines. */
#include "rpsl/rpsl-text.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "rpsl/text-scan.h"
#include "rpsl/thread-pool.h"

/*
 * How much a thread takes at once: enough to make the lock cheap, little
 * enough for the cache and for the memory of all batches.
 */
#define CHUNK ((size_t)256 * 1024)
/* How many bytes tell that it is a text. */
#define HEAD_MOST ((size_t)512)

struct text {
	struct registry *reg;
	struct stream *in;
	const char *file;
	struct buf rest;    /* read, after the last whole object */
	unsigned long line; /* of REST */
	bool at_line_end;   /* the bytes read end with a line */
	bool over;	    /* ... and are in an object over 4 MiB */
	bool ended;	    /* the end of the input is reached */
	const char *wrong;  /* an error: the run has to stop */
};

/* Is the next line one of a journal of changes (NRTM), "ADD" or "DEL" and a
 * serial number? */
static bool
at_journal(struct attr_reader *r)
{
	const char *s = r->p;

	return r->end - s > 4 &&
	    (memcmp(s, "ADD", 3) == 0 || memcmp(s, "DEL", 3) == 0) &&
	    (s[3] == ' ' || s[3] == '\n' || s[3] == '\r');
}

bool
rpsl_text_is(struct slice head)
{
	struct buf copy = { 0 };
	struct attr_reader r = { 0 };
	bool is;

	/* Every block of a tar file's headers has a NUL. */
	if (head.n > HEAD_MOST)
		head.n = HEAD_MOST;
	if (memchr(head.p, '\0', head.n) != NULL)
		return false;
	buf_room(&copy, head.n + ATTR_ROOM);
	buf_add(&copy, head.p, head.n);
	attr_open(&r, copy.data, head.n);
	is = attr_at_end(&r) || at_journal(&r) || attr_peek(&r).n > 0;
	attr_close(&r);
	buf_free(&copy);
	return is;
}

/* Reads the next bytes to TO; 0 at the end, and on an error. */
static size_t
get(struct text *t, char *to, size_t max)
{
	la_ssize_t got = stream_read(t->in, to, max);

	if (got < 0)
		t->wrong = stream_error(t->in);
	t->ended = got <= 0;
	return got > 0 ? (size_t)got : 0;
}

/*
 * Reads more after the *N bytes at TEXT: a chunk, and further chunks until an
 * object ends in them, but at most one byte more than OBJECT_MAX.  Returns
 * where the last whole object ends, or 0 if none does.
 */
static size_t
read_objects(struct text *t, char *text, size_t *n)
{
	size_t end = 0, looked, want;

	for (want = CHUNK; end == 0 && *n <= OBJECT_MAX; want += CHUNK) {
		if (want > OBJECT_MAX + 1)
			want = OBJECT_MAX + 1;
		looked = *n;
		while (*n < want && !t->ended)
			*n += get(t, text + *n, want - *n);
		if (t->ended)
			return *n;
		end = scan_last_end(text, looked, *n);
	}
	return end;
}

/*
 * Do the N bytes end with a line?  Carriage returns after it may start an
 * empty line, and are ignored.
 */
static bool
at_line_end(const char *text, size_t n)
{
	while (n > 0 && text[n - 1] == '\r')
		n--;
	return n > 0 && text[n - 1] == '\n';
}

/*
 * Reads to the end of an object that is too large, with TEXT as the buffer.
 * Leaves the bytes after the object in REST.
 */
static void
skip_object(struct text *t, char *text)
{
	while (!t->ended) {
		/*
		 * If the bytes before end with a line, a newline in front lets
		 * the scan find an empty line at the start.
		 */
		size_t before = t->at_line_end, n, at;

		text[0] = '\n';
		n = before + get(t, text + before, CHUNK);
		at = scan_empty_line(text, n);
		t->line += scan_lines(text + before, at - before);
		if (n > before)
			t->at_line_end = at_line_end(text, n);
		if (at < n) {
			buf_add(&t->rest, text + at, n - at);
			break;
		}
	}
}

/* Describes in CHUNK the N bytes at TEXT; the first END are whole objects. */
static bool
describe(struct text *t, struct pool_chunk *chunk, size_t n, size_t end)
{
	const char *text = chunk->reader->text;

	if (n > 0)
		t->at_line_end = at_line_end(text, n);
	if (t->ended && !t->at_line_end && t->wrong == NULL)
		t->wrong = "the text ends within a line (expected a newline; "
			   "was it cut short?)";
	t->over = end == 0 && n > 0;
	chunk->line = t->line;
	chunk->bytes = t->over ? n : end;
	chunk->level = t->wrong != NULL ? DIAG_ERROR : DIAG_REFUSED;
	chunk->wrong = t->wrong != NULL ? t->wrong :
	    t->over			? "over 4 MiB" :
					  NULL;
	t->line += scan_lines(text, chunk->bytes);
	if (!t->over)
		buf_add(&t->rest, text + end, n - end);
	return n > 0 || t->wrong != NULL;
}

/* Reads a chunk of whole objects into its reader's text. */
static bool
fetch(void *ctx, struct pool_chunk *chunk)
{
	struct text *t = ctx;
	char *text = chunk->reader->text;
	size_t n, end;

	if (t->over)
		skip_object(t, text);
	n = t->rest.len;
	if (n > 0)
		memcpy(text, t->rest.data, n);
	t->rest.len = 0;
	end = read_objects(t, text, &n);
	return describe(t, chunk, n, end);
}

/* Reports what is wrong with a chunk as a whole. */
static bool
say(struct pool_chunk *chunk)
{
	struct object_reader *r = chunk->reader;
	struct place place = { buf_cstr(&r->path), chunk->line };

	if (chunk->level == DIAG_ERROR)
		place.line += scan_lines(r->text, chunk->bytes);
	diag_say(&chunk->batch->diag, chunk->level, &place, NULL, "%s",
	    chunk->wrong);
	return chunk->level != DIAG_ERROR;
}

/* A journal is no registry: what it deletes looks like any other object. */
static bool
refuse_journal(struct pool_chunk *chunk)
{
	struct object_reader *r = chunk->reader;
	struct place place = { buf_cstr(&r->path), r->attrs.line };

	diag_say(&chunk->batch->diag, DIAG_ERROR, &place, NULL,
	    "a journal of "
	    "changes (expected the objects of a registry)");
	return false;
}

/* Makes records of a chunk's objects. */
static bool
parse(void *ctx, struct pool_chunk *chunk)
{
	const struct text *t = ctx;
	struct object_reader *r = chunk->reader;
	struct object_use use;

	r->path.len = 0;
	buf_str(&r->path, t->file);
	if (chunk->wrong != NULL)
		return say(chunk);
	attr_open(&r->attrs, r->text, chunk->bytes);
	r->attrs.line = chunk->line;
	r->attrs.comments = true;
	while (!attr_at_end(&r->attrs)) {
		if (at_journal(&r->attrs))
			return refuse_journal(chunk);
		if (registry_use_named(t->reg, attr_peek(&r->attrs), &use))
			object_next(r, &use, chunk->batch);
		else
			attr_skip_object(&r->attrs);
		chunk->batch->seen++;
		if (!pool_flush(chunk))
			return false;
	}
	return true;
}

bool
rpsl_text_read(struct registry *reg, struct stream *in, const char *file)
{
	struct text t = {
		.reg = reg,
		.in = in,
		.file = file,
		.line = 1,
		.at_line_end = true,
	};
	const struct pool_job job = {
		.ctx = &t,
		.n = SIZE_MAX,
		.fetch = fetch,
		.work = parse,
	};
	unsigned long seen = reg->seen;
	bool ok = pool_run(reg, &job);

	buf_free(&t.rest);
	return !ok || reg->seen > seen ? ok : rpsl_text_empty(reg, in, file);
}

bool
rpsl_text_empty(struct registry *reg, const struct stream *in, const char *file)
{
	struct place place = { file, 0 };
	const bool others = reg->diag->others;
	struct stat st;

	/*
	 * The program that writes to a pipe may have died before its first
	 * byte.
	 */
	if (strcmp(file, "-") == 0 || fstat(in->fd, &st) < 0 ||
	    !S_ISREG(st.st_mode)) {
		diag_say(reg->diag, DIAG_ERROR, &place, NULL,
		    "no object in it "
		    "(expected RPSL text)");
		return false;
	}
	/* It is about the file that the user named, and not about what others
	 * wrote: it is printed without --verbose. */
	reg->diag->others = false;
	diag_say(reg->diag, DIAG_WARNING, &place, NULL,
	    "no object in it: an empty registry");
	reg->diag->others = others;
	return true;
}
