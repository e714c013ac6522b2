/* A question, and how it is answered from a stream. */
#include "registry-query/question.h"

#include <stdlib.h>
#include <string.h>

#include "stream/records.h"

static const struct question *const questions[] = {
	&question_announces,
	&question_covers,
	&question_holds,
	&question_signers,
	&question_valid,
	NULL,
};

const struct question *
question_at(size_t i)
{
	return questions[i];
}

const struct question *
question_find(const char *name)
{
	for (size_t i = 0; questions[i] != NULL; i++)
		if (strcmp(questions[i]->name, name) == 0)
			return questions[i];
	return NULL;
}

/* Lists the question's classes, for a message. */
static const char *
class_list(const struct question *question, struct buf *text)
{
	for (size_t i = 0; i < QUESTION_CLASSES && question->classes[i] != NULL;
	     i++)
		buf_printf(text, "%s%s", text->len > 0 ? ", " : "",
		    question->classes[i]);
	return buf_cstr(text);
}

/*
 * A stream without any record of the question's classes is not a "no": a stage
 * left the records out, or died before it wrote.
 */
static bool
informed(struct query *q)
{
	struct buf text = { 0 };

	if (q->seen > 0)
		return true;
	diag_say(q->diag, DIAG_ERROR, NULL, q->question->name,
	    "no record in the stream that could tell (expected some of: %s)",
	    q->question->classes[0] != NULL ? class_list(q->question, &text) :
					      "any class");
	buf_free(&text);
	return false;
}

static bool
take(void *state, const struct taking *t)
{
	struct query *q = state;

	q->seen++;
	q->taking = t;
	return q->question->take(q, t->record);
}

/* Reads the records of the question's classes, or of all classes. */
static bool
read_stream(struct query *q, int fd)
{
	struct taker takers[QUESTION_CLASSES] = { { NULL, take } };
	size_t n;
	bool ok;

	for (n = 0; n < QUESTION_CLASSES && q->question->classes[n] != NULL;
	     n++)
		takers[n] = (struct taker){ q->question->classes[n], take };
	if (n == 0)
		n = 1;
	ok = records_read(fd, "-", takers, n, q, q->diag);
	q->taking = NULL;
	return ok;
}

bool
query_run(struct query *q, int fd)
{
	struct why why;

	if (!q->question->start(q, &why)) {
		diag_say(q->diag, DIAG_ERROR, NULL, q->question->name, "%s",
		    why.text);
		return false;
	}
	if (!read_stream(q, fd) || !informed(q))
		return false;
	if (q->question->finish != NULL && !q->question->finish(q))
		return false;
	answers_sort(&q->answers);
	return true;
}

void
query_free(struct query *q)
{
	if (q->question != NULL && q->question->end != NULL)
		q->question->end(q);
	free(q->state);
	answers_free(&q->answers);
	*q = (struct query){ 0 };
}

bool
argument_is_word(struct query *q, struct why *why)
{
	if (q->argument[0] != '\0')
		return true;
	why_not(why, "", 0, q->question->argument);
	return false;
}

void
query_note(struct query *q, const char *field, const struct why *why)
{
	diag_say(q->diag, DIAG_NOTE, q->taking->place, field, "%s", why->text);
}
