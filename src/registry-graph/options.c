/* The options of registry-graph(1). */
#include "registry-graph/options.h"

#include <stdio.h>
#include <string.h>

static const char *const formats[] = { "text", "json", "dot", "html", NULL };

static const struct option_row rows[] = {
	{ 'c', "cutoff", "DATE",
	    "inactive: activity before it does not "
	    "count",
	    OPTION_DATE, offsetof(struct options, cutoff) },
	{ 'f', "format", "FORMAT", "text, json, dot or html", OPTION_WORD,
	    offsetof(struct options, format), .words = formats },
	{ 0, "held-by", "MNTNER", "related: only what it alone holds",
	    OPTION_TEXT, offsetof(struct options, relation.held_by) },
	{ 0, "hub", "MNTNER", "where chains end (DN42-MNT)", OPTION_TEXT,
	    offsetof(struct options, hub) },
	{ 0, "most", "PERCENT",
	    "of the aut-nums that a removal may take "
	    "(20)",
	    OPTION_NUMBER, offsetof(struct options, most), 0, 100 },
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
	.operands =
	    "path CLASS KEY CLASS KEY | related CLASS KEY | links "
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

static const struct graph_question *
question_refuse(const char *name)
{
	struct buf text = { 0 };

	buf_str(&text, "no question (");
	graph_question_expected(&text, name);
	buf_char(&text, ')');
	command_wrong(&command, name, buf_cstr(&text));
	buf_free(&text);
	return NULL;
}

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
	if (q == NULL)
		return question_refuse(at[0]);
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

/* Standard input is read once: for a list, or for records. */
static bool
inputs_ok(const struct options *o, const struct graph_question *q,
    char *const words[], char *const files[])
{
	unsigned n = *files == NULL;

	n += strcmp(q->name, "remove") == 0 && strcmp(words[1], "-") == 0;
	n += o->opt_out != NULL && strcmp(o->opt_out, "-") == 0;
	for (; *files != NULL; files++)
		n += strcmp(*files, "-") == 0;
	if (n > 1)
		command_wrong(&command, NULL,
		    "standard input twice (expected "
		    "a file for the list or the records)");
	return n <= 1;
}

int
options_read(int argc, char **argv, struct call *call)
{
	char **operands;
	int status;

	call->options = (struct options){ .hub = "DN42-MNT",
		.most = 20,
		.cutoff = INT64_MIN };
	status = command_read(&command, argc, argv, &call->options, &operands,
	    &call->diag);
	if (status != COMMAND_GO)
		return status;
	call->question = question_read(&operands, &call->words);
	call->files = operands;
	if (call->question == NULL)
		return 2;
	if (!call->question->formats[call->options.format])
		return command_wrong(&command, "--format",
		    "a format that "
		    "this question does not have");
	return inputs_ok(&call->options, call->question, call->words,
		   operands) ?
	    COMMAND_GO :
	    2;
}
