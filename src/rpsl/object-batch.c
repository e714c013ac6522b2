/* A batch: the results of some objects. */
#include "rpsl/object-batch.h"

#include <stdlib.h>
#include <string.h>

/* Stores a line: one byte for its level, its text, and a NUL. */
static void
keep(void *ctx, enum diag_level level, const char *line)
{
	struct batch *b = ctx;

	buf_char(&b->said, (char)level);
	buf_add(&b->said, line, strlen(line) + 1);
}

void
batch_open(struct batch *b, const struct diag *diag)
{
	*b = (struct batch){
		.diag = {
			.tool = diag->tool,
			.sink = keep,
			.ctx = b,
			.verbose = diag->verbose,
			.quiet = diag->quiet,
			.others = diag->others,
			.strict = diag->strict,
		},
	};
}

void
batch_say(struct batch *b, struct diag *diag)
{
	/* The format of keep(). */
	for (size_t at = 0; at < b->said.len;) {
		const char *p = b->said.data + at;

		diag->sink(diag->ctx, (enum diag_level) * p, p + 1);
		at += 1 + strlen(p + 1) + 1;
	}
	for (size_t i = 0; i <= DIAG_ERROR; i++) {
		diag->count[i] += b->diag.count[i];
		b->diag.count[i] = 0;
	}
	diag->said |= b->diag.said;
	b->diag.said = false;
	b->said.len = 0;
}

void
batch_close(struct batch *b)
{
	buf_free(&b->records);
	free(b->object);
	buf_free(&b->names);
	buf_free(&b->said);
	route_list_free(&b->routes);
	stored_list_free(&b->kept);
}
