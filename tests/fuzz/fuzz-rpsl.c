/*
 * Fuzz target: objects in RPSL, as one file of a tree and as a text.  What
 * becomes of them are records that the record reader takes, and an object
 * that is skipped ends where it ends when it is read.
 */
#include "fuzz.h"

#include <string.h>

#include "rpsl/registry.h"
#include "stream/record.h"

/* Takes what B holds apart, and empties it. */
static void
check(struct batch *b)
{
	const char *p = b->records.data;
	size_t left = b->records.len;
	struct why why;

	while (left > 0) {
		const char *nl = memchr(p, '\n', left);
		size_t n;

		FUZZ_CHECK(nl != NULL);
		n = (size_t)(nl - p);
		FUZZ_CHECK(record_check((struct slice){ p, n }, &why));
		p += n + 1;
		left -= n + 1;
	}
	b->records.len = 0;
}

static void
open_text(struct object_reader *r, const uint8_t *data, size_t size)
{
	if (size > 0)
		memcpy(r->text, data, size);
	attr_open(&r->attrs, r->text, size);
	r->attrs.comments = true;
}

static void
as_file(struct object_reader *r, struct batch *b, const uint8_t *data,
    size_t size)
{
	static const char *const folders[] = {
		"mntner",
		"route",
		"route6",
		"inetnum",
		"inet6num",
		"aut-num",
		"as-block",
		"peer",
		"unheard-of",
	};
	struct object_use use = { .print = true };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		use.class = class_in_folder(folders[i]);
		use.route = use.class.routes;
		if (size > 0)
			memcpy(r->text, data, size);
		r->attrs.comments = false;
		object_parse(r, size, &use, b);
		check(b);
	}
}

static void
as_text(struct object_reader *r, struct batch *b, const uint8_t *data,
    size_t size)
{
	static const struct registry all = { 0 };
	struct object_use use;
	size_t read = 0, skipped = 0;
	unsigned long line;

	open_text(r, data, size);
	for (; !attr_at_end(&r->attrs); read++) {
		registry_use_named(&all, attr_peek(&r->attrs), &use);
		object_next(r, &use, b);
		check(b);
	}
	line = r->attrs.line;
	open_text(r, data, size);
	for (; !attr_at_end(&r->attrs); skipped++)
		attr_skip_object(&r->attrs);
	FUZZ_CHECK(read == skipped && line == r->attrs.line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Its 4 MiB are not had anew for each input. */
	static struct object_reader r;
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct batch b;

	if (size > OBJECT_MAX)
		return 0;
	if (r.text == NULL) {
		object_reader_open(&r);
		buf_str(&r.path, "fuzz");
	}
	batch_open(&b, &diag);
	as_file(&r, &b, data, size);
	as_text(&r, &b, data, size);
	batch_say(&b, &diag);
	batch_close(&b);
	return 0;
}
