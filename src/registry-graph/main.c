/* registry-graph: what hangs together in a registry, and what may go. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/out.h"
#include "registry-graph/graph-build.h"
#include "registry-graph/graph-question.h"

static bool
take_cutoff(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	return date_parse_past(text, strlen(text), &o->cutoff, why);
}

static const char *const formats[] = { "text", "json", "dot", "html", NULL };

static const struct option_row rows[] = {
	{ 'c', "cutoff", "DATE", "inactive: activity before it does not "
	    "count", OPTION_TAKE, .take = take_cutoff },
	{ 'f', "format", "FORMAT", "text, json, dot or html", OPTION_WORD,
	    offsetof(struct options, format), .words = formats },
	{ 0, "held-by", "MNTNER", "related: only what it alone holds",
	    OPTION_TEXT, offsetof(struct options, relation.held_by) },
	{ 0, "hub", "MNTNER", "where chains end (DN42-MNT)", OPTION_TEXT,
	    offsetof(struct options, hub) },
	{ 0, "most", "PERCENT", "of the aut-nums that a removal may take "
	    "(20)", OPTION_NUMBER, offsetof(struct options, most), 0, 100 },
	{ 0, "opt-out", "LIST", "inactive, remove: these are left alone",
	    OPTION_TEXT, offsetof(struct options, opt_out) },
	{ 0, "subgraph", NULL, "remove: and maintainers without an aut-num",
	    OPTION_FLAG, offsetof(struct options, subgraph) },
	{ 0, "through", "MNTNER", "related: follow only what it alone holds",
	    OPTION_TEXT, offsetof(struct options, relation.through) },
	{ 0, "with", "TEXT", "related: only what has it in a value",
	    OPTION_TEXT, offsetof(struct options, relation.with) },
	{ 0, "without", "TEXT", "related: only what has it in no value",
	    OPTION_TEXT, offsetof(struct options, relation.without) },
};
static const struct command command = {
	.tool = "registry-graph",
	.does = "Tells what hangs together in a registry, who is inactive, "
	    "and what a removal takes.",
	.operands = "path CLASS KEY CLASS KEY | related CLASS KEY | links "
	    "CLASS KEY | inactive [mntner] | remove aut-num|mntner LIST "
	    "[RECORDS ...]",
	.expected = "a question",
	.most = SIZE_MAX,
	.example = "registry-parse registry | registry-graph path mntner "
	    "OAK-MNT mntner DN42-MNT",
	.page = "registry-graph(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* The question and its words; *OPERANDS is what follows then.  NULL:
 * reported. */
static const struct graph_question *
question_read(char ***operands, char ***words)
{
	char **at = *operands;
	const struct graph_question *q;
	size_t n = 0;

	if (at[0] == NULL) {
		command_wrong(&command, NULL, "a question is missing");
		return NULL;
	}
	q = graph_question_find(at[0]);
	if (q == NULL) {
		command_wrong(&command, at[0], "no question (expected path, "
		    "related, links, inactive or remove)");
		return NULL;
	}
	at++;
	if (strcmp(q->name, "inactive") == 0 && at[0] != NULL &&
	    strcmp(at[0], "mntner") == 0) {
		q = graph_question_find("inactive mntner");
		at++;
	}
	*words = at;
	for (; n < q->words && at[0] != NULL; n++)
		at++;
	*operands = at;
	if (n == q->words)
		return q;
	command_wrong(&command, q->name, "too few words (--help shows them)");
	return NULL;
}

int
main(int argc, char **argv)
{
	struct options o = { .hub = "DN42-MNT", .most = 20,
		.cutoff = INT64_MIN };
	char **operands, **words;
	int status = command_read(&command, argc, argv, &o, &operands);
	struct diag diag = command_diag(&command, &o.common);
	struct graph g = { .n = 0 };
	const struct graph_question *q;

	if (status != COMMAND_GO)
		return status;
	q = question_read(&operands, &words);
	if (q == NULL)
		return 2;
	if (!q->formats[o.format])
		return command_wrong(&command, "--format", "a format that "
		    "this question does not have");
	status = 2;
	out_open(stdout);
	if (hash_start(&diag) && graph_build(&g, operands, o.hub, &diag))
		status = q->ask(&g, &o, words, &diag);
	if (!out_finish(stdout, &diag))
		status = 2;
	graph_free(&g);
	return status;
}
