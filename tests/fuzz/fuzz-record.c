/*
 * Fuzz target: the record reader.  A record that it takes, written again and
 * read again, is the same one.
 */
#include "fuzz.h"

#include <string.h>

#include "stream/record.h"
#include "stream/recordin.h"

static bool
same(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static void
write_again(struct buf *line, const struct record *r)
{
	record_start(line, r->class.p, r->class.n, r->key.p, r->key.n);
	for (size_t i = 0; i < r->n; i++)
		record_field(line, r->name[i].p, r->name[i].n, r->value[i].p,
		    r->value[i].n);
	record_finish(line);
}

static void
check(struct slice line)
{
	struct record r = { 0 }, again = { 0 };
	struct buf text = { 0 };
	struct slice second;
	struct why why;

	record_parse(&r, line);
	FUZZ_CHECK(same(record_class(line), r.class));
	write_again(&text, &r);
	second = (struct slice){ text.data, text.len - 1 };
	FUZZ_CHECK(record_check(second, &why));
	record_parse(&again, second);
	FUZZ_CHECK(same(r.class, again.class) && same(r.key, again.key));
	FUZZ_CHECK(r.n == again.n);
	for (size_t i = 0; i < r.n; i++)
		FUZZ_CHECK(same(r.name[i], again.name[i]) &&
		    same(r.value[i], again.value[i]));
	record_free(&r);
	record_free(&again);
	buf_free(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct recordin in;
	struct slice line;
	int fd = fuzz_file(data, size);

	recordin_open(&in, fd, "fuzz", &diag);
	while (recordin_next(&in, &line) == 1)
		check(line);
	recordin_close(&in);
	close(fd);
	return 0;
}
