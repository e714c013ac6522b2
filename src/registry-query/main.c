/* registry-query: what a person asks of a registry. */
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/command.h"
#include "base/near.h"
#include "base/out.h"
#include "registry-query/question.h"

struct options {
	struct common common;
};

/* The questions, for --help. */
static const char *
print_questions(struct buf *to)
{
	buf_str(to, "Answers a question about a registry:");
	for (size_t i = 0; question_at(i) != NULL; i++)
		buf_printf(to, "\n  %s %s", question_at(i)->name,
		    question_at(i)->argument);
	return buf_cstr(to);
}

/* QUESTION ARGUMENT, and no more; false when it is a wrong call. */
static bool
question_read(struct query *q, const struct command *command, char **words)
{
	struct near near = { .word = words[0] };
	struct why why;

	if (words[0] == NULL || words[1] == NULL || words[2] != NULL) {
		command_wrong(command, NULL, "expected a question and what it "
		    "is about");
		return false;
	}
	q->question = question_find(words[0]);
	q->argument = words[1];
	if (q->question != NULL)
		return true;
	for (size_t i = 0; question_at(i) != NULL; i++)
		near_try(&near, question_at(i)->name);
	why_set(&why, "\"%.40s\" is no question%s%s%s", words[0],
	    near.best != NULL ? " (did you mean " : "",
	    near.best != NULL ? near.best : "",
	    near.best != NULL ? "?)" : "");
	command_wrong(command, NULL, why.text);
	return false;
}

int
main(int argc, char **argv)
{
	struct buf does = { 0 };
	const struct command command = {
		.tool = "registry-query",
		.does = print_questions(&does),
		.operands = "QUESTION ARGUMENT <RECORDS",
		.most = SIZE_MAX,
		.example = "registry-parse registry | "
		    "registry-query holds EXAMPLE-MNT",
		.page = "registry-query(1)",
		.common = offsetof(struct options, common),
	};
	struct options o = { 0 };
	char **operands;
	int status = command_read(&command, argc, argv, &o, &operands);
	struct diag diag = command_diag(&command, &o.common);
	struct query q = { .diag = &diag };

	if (status != COMMAND_GO)
		goto out;
	status = 2;
	out_open(stdout);
	if (!question_read(&q, &command, operands) ||
	    !query_run(&q, STDIN_FILENO))
		goto out;
	answers_print(stdout, &q.answers);
	if (!out_finish(stdout, &diag))
		goto out;
	diag_summary(&diag, "%zu answers", q.answers.n);
	status = q.answers.n > 0 ? 0 : 1;
out:
	query_free(&q);
	buf_free(&does);
	return status;
}
