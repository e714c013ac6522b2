/* A source record: a document and its source. */
#include "stream/source-record.h"

#include <string.h>

#include "stream/records.h"

/* A body is escaped in pieces, so that it is not in memory twice. */
#define PIECE ((size_t)1024 * 1024)

static struct slice
optional(const struct taking *t, const char *name)
{
	const struct slice *value = record_get(t->record, name);

	return value != NULL ? *value : (struct slice){ "", 0 };
}

bool
source_record_take(const struct taking *t, struct source_record *s)
{
	s->name = t->record->key;
	s->url = optional(t, "url");
	s->sha256 = optional(t, "sha256");
	return field_slice(t, "body", &s->body);
}

struct slice
source_record_name(struct slice line)
{
	return record_raw_key(line);
}

/* The length of the next piece of S.  A piece does not end within a UTF-8
 * character, in which at most three bytes follow the first. */
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

void
source_record_put(FILE *f, const struct source_record *s)
{
	struct slice rest = s->body;
	struct buf line = { 0 };

	record_start(&line, "source", strlen("source"), s->name.p, s->name.n);
	record_field(&line, "url", strlen("url"), s->url.p, s->url.n);
	record_field(&line, "sha256", strlen("sha256"), s->sha256.p,
	    s->sha256.n);
	record_field_str(&line, "body", "");
	while (rest.n > 0) {
		size_t n = piece(rest.p, rest.n);

		record_value(&line, rest.p, n);
		records_put(f, &line);
		rest.p += n;
		rest.n -= n;
	}
	record_finish(&line);
	records_put(f, &line);
	buf_free(&line);
}
