/* holds MNTNER: the objects that a maintainer holds. */
#include "registry-query/question.h"
#include "registry-query/caseless.h"

static bool
take(struct query *q, const struct record *r)
{
	if (!caseless_in(r, "mnt-by", q->argument))
		return true;
	answer_order_text(&q->answers, r->class);
	answer_order_key(&q->answers, r->key);
	answer_column(&q->answers, r->class);
	answer_column(&q->answers, r->key);
	answer_finish(&q->answers);
	return true;
}

const struct question question_holds = {
	.name = "holds",
	.argument = "MNTNER",
	.least = 1,
	.most = 1,
	.start = argument_is_word,
	.take = take,
};
