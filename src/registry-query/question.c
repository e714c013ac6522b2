/* A question: what a person asks, and how a stream answers it. */
#include "registry-query/question.h"

#include <stdlib.h>
#include <string.h>

#include "stream/recordin.h"

static const struct question *const questions[] = {
	&question_announces,
	&question_covers,
	&question_holds,
	&question_signers,
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

static bool
looks_at(const struct question *question, struct slice class)
{
	const char *const *c = question->classes;

	if (c == NULL)
		return true;
	for (; *c != NULL; c++)
		if (slice_is(class, *c))
			return true;
	return false;
}

/* The classes that the question looks at, for a message. */
static const char *
class_list(const struct question *question, struct buf *text)
{
	for (const char *const *c = question->classes; c != NULL && *c; c++)
		buf_printf(text, "%s%s", text->len > 0 ? ", " : "", *c);
	return buf_cstr(text);
}

/*
 * Without any record of its classes a stream does not say no: a stage left
 * them out, or died before its first byte.
 */
static bool
informed(struct query *q)
{
	struct buf text = { 0 };

	if (q->seen > 0)
		return true;
	diag_say(q->diag, DIAG_ERROR, NULL, q->question->name,
	    "no record in the stream that could tell (expected some of: %s)",
	    q->question->classes != NULL ? class_list(q->question, &text) :
	    "any class");
	buf_free(&text);
	return false;
}

static bool
read_stream(struct query *q, int fd)
{
	struct recordin in;
	struct record record = { 0 };
	struct slice line;
	int got;

	recordin_open(&in, fd, "-", q->diag);
	q->place = &in.place;
	while ((got = recordin_next(&in, &line)) == 1) {
		if (!looks_at(q->question, record_class(line)))
			continue;
		q->seen++;
		record_parse(&record, line);
		if (!q->question->take(q, &record)) {
			got = -1;
			break;
		}
	}
	q->place = NULL;
	record_free(&record);
	recordin_close(&in);
	return got == 0;
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
	if (q->question->finish != NULL)
		q->question->finish(q);
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
	diag_say(q->diag, DIAG_NOTE, q->place, field, "%s", why->text);
}
