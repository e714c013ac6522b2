/* A command line: the options of a tool as rows of a table. */
#include "base/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/number.h"
#include "base/out.h"
#include "base/timestamp.h"

/* What getopt_long(3) returns for row I if it has no letter. */
#define ROW(i) (256 + (int)(i))
#define COLUMNS 79

/* The options of every tool.  --help and --version only print, so they store
 * no value. */
static const struct option_row everywhere[] = {
	{ 'q', "quiet", NULL, "print nothing on standard error but errors",
	    OPTION_FLAG, offsetof(struct common, quiet) },
	{ 'v', "verbose", NULL, "print more on standard error", OPTION_FLAG,
	    offsetof(struct common, verbose) },
	{ 'h', "help", NULL, "print this text", OPTION_TAKE, 0 },
	{ 'V', "version", NULL, "print the version", OPTION_TAKE, 0 },
};
enum { NEVERYWHERE = sizeof everywhere / sizeof *everywhere };

static const struct option_row *
command_row(const struct command *command, size_t i)
{
	return i < command->n ? &command->rows[i] : &everywhere[i - command->n];
}

static size_t
command_nrows(const struct command *command)
{
	return command->n + NEVERYWHERE;
}

int
command_wrong(const struct command *command, const char *argument,
    const char *why)
{
	struct diag diag = { .tool = command->tool, .sink = diag_stderr };

	diag_say(&diag, DIAG_ERROR, NULL, argument, "%s; see %s -h", why,
	    command->tool);
	return 2;
}

/* "-s SITE", "[-r ROUTER]", "[--strict]" */
static void
print_usage_option(struct buf *to, const struct option_row *row)
{
	to->len = 0;
	buf_str(to, row->required ? "" : "[");
	if (row->letter != 0)
		buf_printf(to, "-%c", row->letter);
	else
		buf_printf(to, "--%s", row->name);
	if (row->value != NULL)
		buf_printf(to, " %s", row->value);
	buf_str(to, row->required ? "" : "]");
}

/* Prints WORD on the current line, which has *COLUMN characters, or on a new
 * line if it does not fit. */
static void
print_folded(FILE *f, const char *word, size_t indent, size_t *column)
{
	const size_t n = strlen(word);

	if (n == 0)
		return;
	if (*column + 1 + n > COLUMNS) {
		fprintf(f, "\n%*s", (int)indent, "");
		*column = indent;
	}
	fprintf(f, " %s", word);
	*column += 1 + n;
}

static void
print_usage(FILE *f, const struct command *command)
{
	const size_t indent = strlen("usage: ") + strlen(command->tool);
	size_t column = indent;
	struct buf word = { 0 };

	fprintf(f, "usage: %s", command->tool);
	for (size_t i = 0; i < command_nrows(command); i++) {
		const struct option_row *row = command_row(command, i);

		if (row->help == NULL ||
		    (row->kind == OPTION_TAKE && i >= command->n))
			continue;
		print_usage_option(&word, row);
		print_folded(f, buf_cstr(&word), indent, &column);
	}
	print_folded(f, command->operands, indent, &column);
	putc('\n', f);
	buf_free(&word);
}

/* "  -s, --site SITE", "      --strict" */
static void
print_row_left(struct buf *to, const struct option_row *row)
{
	to->len = 0;
	if (row->letter != 0)
		buf_printf(to, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(to, "      --%s", row->name);
	if (row->value != NULL)
		buf_printf(to, " %s", row->value);
}

static void
print_rows(FILE *f, const struct command *command)
{
	struct buf left = { 0 };
	size_t width = 0;

	for (size_t i = 0; i < command_nrows(command); i++) {
		print_row_left(&left, command_row(command, i));
		if (command_row(command, i)->help != NULL && left.len > width)
			width = left.len;
	}
	for (size_t i = 0; i < command_nrows(command); i++) {
		const struct option_row *row = command_row(command, i);

		if (row->help == NULL)
			continue;
		print_row_left(&left, row);
		fprintf(f, "%-*s  %s\n", (int)width, buf_cstr(&left),
		    row->help);
	}
	buf_free(&left);
}

static void
print_help(FILE *f, const struct command *command)
{
	print_usage(f, command);
	fprintf(f, "\n%s\n\n", command->does);
	print_rows(f, command);
	if (command->example != NULL)
		fprintf(f, "\nExample:\n  %s\n", command->example);
	fprintf(f, "\nSee %s.\n", command->page);
}

static int
print_answer(const struct command *command, const struct option_row *row)
{
	struct diag diag = { .tool = command->tool, .sink = diag_stderr };

	if (row->letter == 'h')
		print_help(stdout, command);
	else
		printf("birdfeed %s " PACKAGE_VERSION "\n", command->tool);
	return out_finish(stdout, &diag) ? 0 : 2;
}

/* The option's name in messages: "--site". */
static const char *
option_text(struct buf *to, const struct option_row *row)
{
	to->len = 0;
	buf_printf(to, "--%s", row->name);
	return buf_cstr(to);
}

static bool
take_word(const struct option_row *row, const char *text, unsigned *word,
    struct why *why)
{
	struct buf expected = { 0 };
	unsigned n = 0;

	for (; row->words[n] != NULL; n++)
		if (strcmp(row->words[n], text) == 0) {
			*word = n;
			return true;
		}
	near_expected(&expected, text, row->words, n, sizeof *row->words, n);
	why_set(why, "\"%.40s\" (%s)", text, buf_cstr(&expected));
	buf_free(&expected);
	return false;
}

static bool
take_time(const char *text, int64_t *seconds, struct why *why)
{
	const size_t n = strlen(text);
	uint64_t number;

	if (strspn(text, "0123456789") != n)
		return timestamp_parse(text, n, seconds, why);
	if (!number_parse(text, n, 0, TIMESTAMP_LAST, &number, why))
		return false;
	*seconds = (int64_t)number;
	return true;
}

static bool
take_value(const struct option_row *row, const char *text, void *base,
    void *options, struct why *why)
{
	void *at = (char *)base + row->offset;

	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)at = true;
		return true;
	case OPTION_TEXT:
		*(const char **)at = text;
		return true;
	case OPTION_NUMBER:
		return number_parse(text, strlen(text), row->min, row->max, at,
		    why);
	case OPTION_WORD:
		return take_word(row, text, at, why);
	case OPTION_DATE:
		return date_parse_past(text, strlen(text), at, why);
	case OPTION_TIME:
		return take_time(text, at, why);
	case OPTION_TAKE:
		return row->take(options, text, why);
	}
	return false;
}

/* getopt_long(3) did not know ARGUMENT. */
static int
wrong_option(const struct command *command, const char *argument)
{
	char option[3] = { '-', (char)optopt, '\0' };
	struct near near = { 0 };
	struct why why;
	char name[64];

	if (optopt != 0)
		return command_wrong(command, option, "an unknown option");
	snprintf(name, sizeof name, "%.*s", (int)strcspn(argument, "="),
	    argument);
	near.word = name + 2;
	for (size_t i = 0; i < command_nrows(command); i++)
		if (command_row(command, i)->help != NULL)
			near_try(&near, command_row(command, i)->name);
	why_set(&why, "an unknown option%s%s%s",
	    near.best != NULL ? " (did you mean --" : "",
	    near.best != NULL ? near.best : "", near.best != NULL ? "?)" : "");
	return command_wrong(command, name, why.text);
}

/* The index of the row for what getopt_long(3) returned, or SIZE_MAX. */
static size_t
find_row(const struct command *command, int c)
{
	for (size_t i = 0; i < command_nrows(command); i++)
		if (c == ROW(i) ||
		    (command_row(command, i)->letter != 0 &&
			c == command_row(command, i)->letter))
			return i;
	return SIZE_MAX;
}

/* Reports a short option without its value, or a long option with a value that
 * it does not take. */
static int
wrong_value(const struct command *command, const char *why)
{
	const size_t i = find_row(command, optopt);
	struct buf name = { 0 };
	int status = command_wrong(command,
	    option_text(&name, command_row(command, i)), why);

	buf_free(&name);
	return status;
}

static int
take_row(const struct command *command, size_t i, void *options)
{
	const struct option_row *row = command_row(command, i);
	const bool own = i < command->n;
	struct common *common = (void *)((char *)options + command->common);
	struct buf name = { 0 };
	struct why why = { "" };
	int status = COMMAND_GO;

	if (!own && row->kind == OPTION_TAKE)
		return print_answer(command, row);
	if (!take_value(row, optarg, own ? options : (void *)common, options,
		&why))
		status = command_wrong(command, option_text(&name, row),
		    why.text);
	/* The last of --quiet and --verbose wins. */
	if (!own)
		common->quiet = row->letter == 'q';
	if (!own)
		common->verbose = row->letter == 'v';
	buf_free(&name);
	return status;
}

/* Builds the tables for getopt_long(3).  The caller frees the result. */
static struct option *
make_options(const struct command *command, struct buf *letters)
{
	const size_t n = command_nrows(command);
	struct option *all = mem_zalloc((n + 1) * sizeof *all);

	buf_char(letters, ':');
	for (size_t i = 0; i < n; i++) {
		const struct option_row *row = command_row(command, i);
		const bool value = row->value != NULL;

		all[i].name = row->name;
		all[i].has_arg = row->help == NULL ? optional_argument :
		    value			   ? required_argument :
						     no_argument;
		all[i].val = row->letter != 0 ? row->letter : ROW(i);
		if (row->letter != 0)
			buf_printf(letters, "%c%s", row->letter,
			    value ? ":" : "");
	}
	return all;
}

static int
check_given(const struct command *command, const void *options, char **operands,
    size_t noperands)
{
	struct why why;

	for (size_t i = 0; i < command->n; i++) {
		const struct option_row *row = &command->rows[i];

		if (!row->required ||
		    *(const char *const *)((const char *)options +
			row->offset) != NULL)
			continue;
		why_set(&why, "-%c %s is missing", row->letter, row->value);
		return command_wrong(command, NULL, why.text);
	}
	if (noperands <= command->most)
		return COMMAND_GO;
	why_set(&why, "\"%.100s\" is too much (expected %s)",
	    operands[command->most], command->expected);
	return command_wrong(command, NULL, why.text);
}

int
command_read(const struct command *command, int argc, char **argv,
    void *options, char ***operands, struct diag *diag)
{
	const struct common *common = (const void *)((const char *)options +
	    command->common);
	struct buf letters = { 0 };
	struct option *all = make_options(command, &letters);
	int c, status = COMMAND_GO;

	opterr = 0;
	while (status == COMMAND_GO &&
	    (c = getopt_long(argc, argv, buf_cstr(&letters), all, NULL)) !=
		-1) {
		if (c == ':')
			status = wrong_value(command, "without its value");
		else if (c == '?' && find_row(command, optopt) != SIZE_MAX)
			status = wrong_value(command, "takes no value");
		else if (c == '?')
			status = wrong_option(command, argv[optind - 1]);
		else
			status = take_row(command, find_row(command, c),
			    options);
	}
	*operands = argv + optind;
	*diag = (struct diag){ .tool = command->tool,
		.sink = diag_stderr,
		.verbose = common->verbose,
		.quiet = common->quiet };
	free(all);
	buf_free(&letters);
	return status != COMMAND_GO ?
	    status :
	    check_given(command, options, *operands, (size_t)(argc - optind));
}
