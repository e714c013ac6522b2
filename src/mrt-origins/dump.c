/* A dump: the MRT records of one file, and who was an origin in it. */
#include "mrt-origins/dump.h"

#include <inttypes.h>
#include <string.h>

#include "mrt-origins/mrt.h"
#include "rpsl/compressed-input.h"

/* A dump that is being read. */
struct dump_reader {
	struct dump *dump;
	struct buf part; /* the first bytes of a record: its block ended */
	uint64_t offset; /* of the present record */
	uint32_t time;	 /* its time */
	struct why *why;
};

static bool
dump_refuse(const struct dump_reader *r, const char *wrong)
{
	if (r->dump->records == 0)
		why_set(r->why, "no MRT dump: its first record: %s", wrong);
	else
		why_set(r->why, "record %" PRIu64 ", at byte %" PRIu64 ": %s",
		    r->dump->records + 1, r->offset, wrong);
	return false;
}

static void
see(void *ctx, uint32_t asn)
{
	struct dump_reader *r = ctx;

	origin_table_see(&r->dump->seen, asn, r->time);
}

static bool
take_record(struct dump_reader *r, struct mrt_record *record,
    const uint8_t *body)
{
	const struct origin_taker taker = { see, r };
	const char *wrong = "";

	record->body = (struct bytes){ body, record->length };
	r->time = record->time;
	if (!mrt_origins(record, &taker, &r->dump->routes, &wrong))
		return dump_refuse(r, wrong);
	day_set_add(&r->dump->days, record->time / (uint32_t)DATE_DAY);
	r->dump->records++;
	r->offset += MRT_HEADER + record->length;
	return true;
}

/* Takes the records that are whole; *B is what is left then. */
static bool
take_whole(struct dump_reader *r, struct bytes *b)
{
	struct mrt_record record;
	const char *wrong = "";

	while (b->n >= MRT_HEADER) {
		if (!mrt_header(b->p, &record, &wrong))
			return dump_refuse(r, wrong);
		if (b->n - MRT_HEADER < record.length)
			return true;
		if (!take_record(r, &record, b->p + MRT_HEADER))
			return false;
		b->p += MRT_HEADER + record.length;
		b->n -= MRT_HEADER + record.length;
	}
	return true;
}

/* How many bytes the record in PART still needs, or its header does. */
static size_t
part_needs(const struct buf *part)
{
	const uint8_t *p = (const uint8_t *)part->data;
	size_t whole = MRT_HEADER;

	if (part->len >= MRT_HEADER)
		whole += bytes_32(p + 8);
	return whole - part->len;
}

/* Completes the record that began in the block before with bytes of B. */
static bool
part_fill(struct dump_reader *r, struct bytes *b)
{
	while (r->part.len > 0 && b->n > 0) {
		size_t n = part_needs(&r->part);
		struct bytes whole;

		if (n > b->n)
			n = b->n;
		buf_add(&r->part, b->p, n);
		b->p += n;
		b->n -= n;
		whole = (struct bytes){ (const uint8_t *)r->part.data,
			r->part.len };
		if (!take_whole(r, &whole))
			return false;
		if (whole.n == 0)
			r->part.len = 0;
	}
	return true;
}

static bool
take_block(struct dump_reader *r, const void *bytes, size_t n)
{
	struct bytes b = { bytes, n };

	if (!part_fill(r, &b) || !take_whole(r, &b))
		return false;
	buf_add(&r->part, b.p, b.n);
	return true;
}

static bool
dump_ended(const struct dump_reader *r)
{
	if (r->part.len > 0)
		return dump_refuse(r, "the dump ends within it");
	if (r->dump->records > 0)
		return true;
	why_set(r->why, "empty (expected an MRT dump)");
	return false;
}

bool
dump_read(struct dump *dump, int fd, struct why *why)
{
	struct dump_reader r = { .dump = dump, .why = why };
	struct stream in;
	const void *bytes = NULL;
	la_ssize_t n = -1;
	bool ok = stream_open(&in, fd);

	while (ok && (n = stream_next(&in, &bytes)) > 0)
		ok = take_block(&r, bytes, (size_t)n);
	if (n < 0)
		why_set(why, "%s", stream_error(&in));
	ok = ok && n == 0 && dump_ended(&r);
	stream_close(&in);
	buf_free(&r.part);
	return ok;
}

void
dump_free(struct dump *dump)
{
	origin_table_free(&dump->seen);
}
