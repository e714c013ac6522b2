/* registry-query: answers questions about a registry. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/command.h"
#include "base/hash.h"
#include "base/near.h"
#include "base/out.h"
#include "base/wall.h"
#include "registry-query/question.h"
#include "site/site-read.h"

struct options {
	struct common common;
};

/* Writes the list of questions for --help to TO. */
static const char *
print_questions(struct buf *to)
{
	buf_str(to, "Answers a question about a registry:");
	for (size_t i = 0; question_at(i) != NULL; i++)
		buf_printf(to, "\n  %s %s", question_at(i)->name,
		    question_at(i)->argument);
	return buf_cstr(to);
}

/* Reads QUESTION ARGUMENT, and no more; false if the call is wrong. */
static bool
question_read(struct query *q, const struct command *command, char **words)
{
	struct near near = { .word = words[0] };
	struct why why, hint;
	size_t n = 0;

	while (words[0] != NULL && words[n + 1] != NULL)
		n++;
	q->question = words[0] != NULL ? question_find(words[0]) : NULL;
	if (words[0] == NULL ||
	    (q->question == NULL ?
		    n != 1 :
		    n < q->question->least || n > q->question->most)) {
		command_wrong(command, NULL,
		    "expected a question and what it "
		    "is about");
		return false;
	}
	q->argument = n > 0 ? words[1] : NULL;
	q->second = n > 1 ? words[2] : NULL;
	if (q->question != NULL)
		return true;
	for (size_t i = 0; question_at(i) != NULL; i++)
		near_try(&near, question_at(i)->name);
	why_set(&why, "\"%.40s\" is no question%s", words[0],
	    near_hint(&hint, &near, ""));
	command_wrong(command, NULL, why.text);
	return false;
}

/* Reads the site file, for the questions that can use it. */
static bool
read_site(struct query *q, const struct options *o, struct site **site)
{
	if (o->common.site == NULL)
		return true;
	if (!hash_start(q->diag) ||
	    (*site = site_read(o->common.site, q->diag)) == NULL)
		return false;
	q->site = *site;
	q->router = site_router(*site, o->common.router, q->diag);
	return q->router != NULL;
}

static const struct option_row rows[] = {
	{ 's', "site", "SITE", "whose own prefixes valid is about", OPTION_TEXT,
	    offsetof(struct options, common.site) },
	OPTION_ROUTER(struct options),
};

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
		.rows = rows,
		.n = sizeof rows / sizeof *rows,
		.common = offsetof(struct options, common),
	};
	struct options o = { 0 };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	struct query q = { .diag = &diag };
	struct site *site = NULL;

	if (status != COMMAND_GO)
		goto out;
	status = 2;
	out_open(stdout);
	if (!question_read(&q, &command, operands) || !read_site(&q, &o, &site))
		goto out;
	wall_in_filter(&diag);
	if (!query_run(&q, STDIN_FILENO))
		goto out;
	answers_print(stdout, &q.answers);
	if (!out_finish(stdout, &diag))
		goto out;
	diag_summary(&diag, "%zu answers", q.answers.n);
	status = q.answers.n > 0 && !q.no ? 0 : 1;
out:
	query_free(&q);
	site_free(site);
	buf_free(&does);
	return status;
}
