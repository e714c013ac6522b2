/* A stream of records as a whole: its framing, and the loop over it. */
#include "stream/records.h"

#include "stream/recordin.h"

static const char *const reserved[] = {
	"activity",
	"latency",
	"leave",
	"net",
	"participant",
	"peer",
	"petition",
	"prefix-rule",
	"refusal",
	"request",
	"revision",
	"source",
	"vrp",
};

static const struct taker *
taker_find(const struct taker *takers, size_t n, struct slice class)
{
	for (size_t i = 0; i < n; i++)
		if (takers[i].class == NULL || slice_is(class, takers[i].class))
			return &takers[i];
	return NULL;
}

bool
records_read(int fd, const char *file, const struct taker *takers, size_t n,
    void *state, struct diag *diag)
{
	return records_read_or(fd, file, NULL, takers, n, state, diag);
}

bool
records_read_or(int fd, const char *file, const char *hint,
    const struct taker *takers, size_t n, void *state, struct diag *diag)
{
	struct recordin in;
	struct record record = { 0 };
	struct slice line;
	bool ok = true;
	int got = 0;

	recordin_open(&in, fd, file, diag);
	in.hint = hint;
	while (ok && (got = recordin_next(&in, &line)) == 1) {
		const struct taker *taker = taker_find(takers, n,
		    record_class(line));
		struct taking t = { line, &record, &in.place, diag };

		if (taker == NULL)
			continue;
		if (taker->unparsed)
			t.record = NULL;
		else
			record_parse(&record, line);
		ok = taker->take(state, &t);
	}
	record_free(&record);
	recordin_close(&in);
	return ok && got == 0;
}

void
records_begin(FILE *f)
{
	fputs("\n%begin birdfeed-records 1\n", f);
}

void
records_end(FILE *f)
{
	/* After a failed write, text is missing: the stream must not look
	 * complete. */
	if (!ferror(f))
		fputs("%end\n", f);
}

void
records_pass(FILE *f, struct slice line)
{
	fwrite_unlocked(line.p, 1, line.n, f);
	putc_unlocked('\n', f);
}

bool
records_pass_on(void *state, const struct taking *t)
{
	(void)state;
	records_pass(stdout, t->line);
	return true;
}

void
records_put(FILE *f, struct buf *line)
{
	fwrite_unlocked(line->data, 1, line->len, f);
	line->len = 0;
}

bool
records_reserved(struct slice name)
{
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (slice_is(name, reserved[i]))
			return true;
	return false;
}
