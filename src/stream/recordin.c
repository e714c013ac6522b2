/* Reads a record stream. */
#include "stream/recordin.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "stream/record.h"

#define BLOCK ((size_t)64 * 1024)
/* More than an object of 4 MiB with every byte escaped. */
#define LINE_MOST ((size_t)32 * 1024 * 1024)
/* A source's document with every byte escaped, and the limit above. */
#define SOURCE_LINE_MOST (4 * RECORD_BODY_MOST + LINE_MOST)

void
recordin_open(struct recordin *in, int fd, const char *file, struct diag *diag)
{
	*in = (struct recordin){
		.fd = fd,
		.place = { file, 0 },
		.diag = diag,
	};
}

static void
stop(struct recordin *in, const char *text)
{
	diag_say(in->diag, DIAG_ERROR, &in->place, NULL, "%s", text);
}

/* Reads one more block after the unread bytes. */
static bool
fill(struct recordin *in)
{
	ssize_t n;

	/* Move only when a line has been read.  A move for each block of a
	 * long line would be quadratic. */
	if (in->start > 0) {
		memmove(in->buf.data, in->buf.data + in->start,
		    in->buf.len - in->start);
		in->buf.len -= in->start;
		in->start = 0;
	}
	buf_room(&in->buf, BLOCK);
	do
		n = read(in->fd, in->buf.data + in->buf.len, BLOCK);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		diag_say(in->diag, DIAG_ERROR, &in->place, NULL, "read: %s",
		    strerror(errno));
		return false;
	}
	in->eof = n == 0;
	in->buf.len += (size_t)n;
	return true;
}

/* Reports a line above its limit.  Only a source record may be longer than
 * LINE_MOST. */
static bool
too_long(struct recordin *in, const char *p, size_t n)
{
	static const char source[] = "source\t";
	bool is_source = n >= sizeof source - 1 &&
	    memcmp(p, source, sizeof source - 1) == 0;

	if (n <= (is_source ? SOURCE_LINE_MOST : LINE_MOST))
		return false;
	in->place.line++;
	stop(in, is_source ? "a line over 1056 MiB" : "a line over 32 MiB");
	return true;
}

/* Reads the next line.  Returns 1, 0 at the end of the file, or -1 after an
 * error, which has been reported. */
static int
next_line(struct recordin *in, struct slice *line)
{
	size_t seen = 0;

	buf_room(&in->buf, 1); /* so that data is not NULL */
	for (;;) {
		const char *p = in->buf.data + in->start;
		size_t left = in->buf.len - in->start;
		const char *nl = left > seen ?
		    memchr(p + seen, '\n', left - seen) :
		    NULL;

		if (nl != NULL) {
			*line = (struct slice){ p, (size_t)(nl - p) };
			in->start += line->n + 1;
			in->place.line++;
			return 1;
		}
		if (in->eof) {
			if (left == 0)
				return 0;
			in->place.line++;
			stop(in,
			    "the stream ends within a line "
			    "(expected a newline)");
			return -1;
		}
		if (too_long(in, p, left))
			return -1;
		seen = left;
		if (!fill(in))
			return -1;
	}
}

static bool
framing(struct recordin *in, struct slice line)
{
	if (slice_is(line, "%begin birdfeed-records 1")) {
		in->open++;
		return true;
	}
	if (slice_is(line, "%end") && in->open > 0) {
		in->open--;
		in->ended = true;
		return true;
	}
	if (slice_is(line, "%end"))
		stop(in, "%end without %begin");
	else
		stop(in,
		    "an unknown % line (expected "
		    "\"%begin birdfeed-records 1\" or \"%end\")");
	return false;
}

static int
finish(struct recordin *in)
{
	if (in->open == 0 && in->ended)
		return 0;
	if (in->place.line == 0)
		diag_say(in->diag, DIAG_ERROR, &in->place, NULL,
		    "empty "
		    "(expected a record stream; did the stage before this one "
		    "fail?%s%s)",
		    in->hint != NULL ? " " : "",
		    in->hint != NULL ? in->hint : "");
	else
		stop(in,
		    "the stream is cut short (expected %end as its last "
		    "line; did a stage before this one fail?)");
	return -1;
}

int
recordin_next(struct recordin *in, struct slice *line)
{
	struct why why;
	int got;

	while ((got = next_line(in, line)) == 1) {
		/* An empty line after the last %end may be the start of the
		 * output of a stage that died: the stream is incomplete. */
		in->ended = false;
		if (line->n == 0)
			continue;
		if (line->p[0] == '%') {
			if (!framing(in, *line))
				return -1;
			continue;
		}
		if (in->open == 0) {
			stop(in, "a record outside %begin and %end");
			return -1;
		}
		if (!record_check(*line, &why)) {
			stop(in, why.text);
			return -1;
		}
		return 1;
	}
	return got == 0 ? finish(in) : -1;
}

void
recordin_close(struct recordin *in)
{
	buf_free(&in->buf);
}
