/* covers ADDRESS|PREFIX: the networks around it, the smallest first. */
#include "registry-query/question.h"

#include <string.h>

#include "base/mem.h"
#include "registry-query/span.h"

static bool
start(struct query *q, struct why *why)
{
	struct span *asked = mem_zalloc(sizeof *asked);

	q->state = asked;
	return span_parse(q->argument, strlen(q->argument), asked, why);
}

static bool
take(struct query *q, const struct record *r)
{
	const struct span *asked = q->state;
	struct span span;
	struct why why;

	if (!span_of_key(r->key, &span, &why)) {
		query_note(q, "key", &why);
		return true;
	}
	if (!span_contains(&span, asked))
		return true;
	answer_order_size(&q->answers, &span);
	answer_column(&q->answers, r->class);
	answer_column(&q->answers, r->key);
	answer_column_field(&q->answers, r, "netname");
	answer_column_field(&q->answers, r, "mnt-by");
	answer_finish(&q->answers);
	return true;
}

const struct question question_covers = {
	.name = "covers",
	.argument = "ADDRESS|PREFIX",
	.least = 1,
	.most = 1,
	.classes = { "inetnum", "inet6num" },
	.start = start,
	.take = take,
};
