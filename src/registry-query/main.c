/* registry-query: what a person asks of a registry. */
#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

#include "base/out.h"
#include "registry-query/question.h"

static void
usage(FILE *f)
{
	const char *head = "usage:";

	for (size_t i = 0; question_at(i) != NULL; i++, head = "      ")
		fprintf(f, "%s registry-query [-v] %s %s <records\n", head,
		    question_at(i)->name, question_at(i)->argument);
}

/* -1 to go on, otherwise the exit status. */
static int
options_read(int argc, char **argv, struct diag *diag)
{
	static const struct option long_options[] = {
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "hVv", long_options, NULL)) != -1)
		switch (c) {
		case 'h':
			usage(stdout);
			return out_finish(stdout, diag) ? 0 : 2;
		case 'V':
			puts("birdfeed registry-query " PACKAGE_VERSION);
			return out_finish(stdout, diag) ? 0 : 2;
		case 'v':
			diag->verbose = true;
			break;
		default:
			return 2;
		}
	return -1;
}

/* QUESTION ARGUMENT, and no more. */
static bool
question_read(struct query *q, char **words, int n)
{
	if (n != 2) {
		diag_say(q->diag, DIAG_ERROR, NULL, NULL, "expected a "
		    "question and what it is about (-h for help)");
		return false;
	}
	q->question = question_find(words[0]);
	q->argument = words[1];
	if (q->question == NULL)
		diag_say(q->diag, DIAG_ERROR, NULL, NULL, "\"%s\" is no "
		    "question (-h for help)", words[0]);
	return q->question != NULL;
}

int
main(int argc, char **argv)
{
	struct diag diag = { .tool = "registry-query", .sink = diag_stderr };
	struct query q = { .diag = &diag };
	int status = options_read(argc, argv, &diag);

	if (status >= 0)
		return status;
	status = 2;
	out_open(stdout);
	if (!question_read(&q, argv + optind, argc - optind) ||
	    !query_run(&q, STDIN_FILENO))
		goto out;
	answers_print(stdout, &q.answers);
	if (!out_finish(stdout, &diag))
		goto out;
	fprintf(stderr, "registry-query: %zu answers\n", q.answers.n);
	status = q.answers.n > 0 ? 0 : 1;
out:
	query_free(&q);
	return status;
}
