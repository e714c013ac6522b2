/* An answer on standard output. */
#include "source-fetch/emit.h"

#include <string.h>

#include "stream/record.h"

/* A body is escaped piece by piece: whole, it would stand in memory twice. */
#define PIECE ((size_t)1024 * 1024)

/* As much as leaves no character of UTF-8 cut in two: there are at most
 * three bytes behind its first. */
static size_t
piece(const char *s, size_t n)
{
	size_t cut = PIECE;

	if (n <= PIECE)
		return n;
	while (cut > PIECE - 3 && ((unsigned char)s[cut] & 0xc0) == 0x80)
		cut--;
	return cut;
}

static void
put(FILE *f, struct buf *b)
{
	fwrite(b->data, 1, b->len, f);
	b->len = 0;
}

void
emit_record(FILE *f, const struct fetch *fetch)
{
	const struct answer *a = fetch_answer(fetch);
	const char *name = fetch->source->name;
	struct slice rest = a->body;
	struct buf line = { 0 };
	char hex[ANSWER_HEX];

	record_start(&line, "source", strlen("source"), name, strlen(name));
	record_field_str(&line, "url", fetch->source->url);
	record_field_str(&line, "sha256", answer_hex(hex, a->sha256));
	record_field_str(&line, "body", "");
	while (rest.n > 0) {
		size_t n = piece(rest.p, rest.n);

		record_value(&line, rest.p, n);
		put(f, &line);
		rest.p += n;
		rest.n -= n;
	}
	record_finish(&line);
	put(f, &line);
	buf_free(&line);
}

void
emit_raw(FILE *f, const struct fetch *fetch)
{
	const struct answer *a = fetch_answer(fetch);

	fwrite(a->body.p, 1, a->body.n, f);
}
