/* PeeringDB's networks, from a stream or from a document. */
#include "peeringdb-parse/peeringdb-intake.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fd.h"
#include "peeringdb-parse/peeringdb-net.h"
#include "stream/records.h"
#include "stream/source-record.h"

#define INPUT_MOST ((size_t)600 * 1024 * 1024)
#define BLOCK ((size_t)256 * 1024)

static bool
take_document(struct intake *in, const char *source, struct slice body)
{
	const struct document doc = { source, in->diag };

	in->seen = true;
	return peeringdb_nets(&doc, body, &in->nets);
}

/* Another source may be large, so it is not parsed. */
static bool
take_source(void *state, const struct taking *t)
{
	struct intake *in = state;
	struct record record = { 0 };
	struct taking parsed = *t;
	struct source_record source;
	bool ok;

	if (!slice_is(source_record_name(t->line), in->name)) {
		records_pass(stdout, t->line);
		return true;
	}
	if (in->seen) {
		diag_say(in->diag, DIAG_ERROR, t->place, "source",
		    "another "
		    "%s (expected it once)",
		    in->name);
		return false;
	}
	record_parse(&record, t->line);
	parsed.record = &record;
	ok = source_record_take(&parsed, &source) &&
	    take_document(in, in->name, source.body);
	record_free(&record);
	return ok;
}

static bool
refuse_net(void *state, const struct taking *t)
{
	(void)state;
	return field_refuse(t, NULL,
	    "a net in the input (expected none: "
	    "they are made here alone)");
}

static const struct taker takers[] = {
	{ "source", take_source, .unparsed = true },
	{ "net", refuse_net, .unparsed = true },
	{ NULL, records_pass_on, .unparsed = true },
};

static bool
fail(struct intake *in, const char *text)
{
	const struct place place = { "-", 0 };

	diag_say(in->diag, DIAG_ERROR, &place, NULL, "%s", text);
	return false;
}

static bool
slurp(struct intake *in, struct buf *text)
{
	ssize_t n = 1;

	while (n != 0) {
		buf_room(text, BLOCK);
		n = read(STDIN_FILENO, text->data + text->len, BLOCK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(in, strerror(errno));
		text->len += (size_t)n;
		if (text->len > INPUT_MOST)
			return fail(in,
			    "over 600 MiB (expected PeeringDB's "
			    "networks)");
	}
	return true;
}

/* Reads TEXT as a stream, from a file in memory: the loop over records reads a
 * descriptor. */
static bool
read_stream(struct intake *in, struct buf *text)
{
	int fd = memfd_create("records", MFD_CLOEXEC);
	bool ok = fd != -1 && fd_write(fd, text->data, text->len) &&
	    lseek(fd, 0, SEEK_SET) == 0;

	if (!ok)
		fail(in, strerror(errno));
	buf_free(text);
	ok = ok &&
	    records_read(fd, "-", takers, sizeof takers / sizeof *takers, in,
		in->diag);
	if (fd != -1)
		close(fd);
	if (ok && !in->seen) {
		diag_say(in->diag, DIAG_ERROR, NULL, "source",
		    "no record of "
		    "the source %s (did source-fetch fail?)",
		    in->name);
		return false;
	}
	return ok;
}

bool
intake_read(struct intake *in)
{
	struct buf text = { 0 };
	size_t blank;
	bool ok = slurp(in, &text);

	blank = ok ? strspn(buf_cstr(&text), " \t\r\n") : 0;
	if (ok && text.len == 0)
		ok = fail(in, "empty (expected records, or JSON)");
	else if (ok && text.data[blank] == '{')
		ok = take_document(in, "-",
		    (struct slice){ text.data, text.len });
	else if (ok && text.data[blank] != '%')
		ok = fail(in,
		    "neither (expected records, or JSON as "
		    "PeeringDB answers it)");
	else
		ok = ok && read_stream(in, &text);
	buf_free(&text);
	return ok;
}
