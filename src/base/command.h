#ifndef BIRDFEED_COMMAND_H
#define BIRDFEED_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/why.h"

/* The options of every tool, and the two that many have. */
struct common {
	const char *site;
	const char *router;
	bool verbose;
	bool quiet;
};

/*
 * A command line: a table of options gives getopt_long(3) its options,
 * --help its text, and tests/man.bats what the man page must say.
 */

/* What an option does with its value. */
enum option_kind {
	OPTION_FLAG,		/* no value; sets a bool */
	OPTION_TEXT,		/* const char *, of the command line */
	OPTION_NUMBER,		/* uint64_t, MIN .. MAX */
	OPTION_WORD,		/* unsigned: which of WORDS */
	OPTION_TAKE,		/* calls TAKE; VALUE may be NULL */
};

struct option_row {
	int letter;		/* 0: none */
	const char *name;	/* without the "--" */
	const char *value;	/* "FILE"; NULL: it has none */
	const char *help;	/* one line; NULL: an option of the past,
				 * which is not shown and may have a value */
	enum option_kind kind;
	size_t offset;		/* of the member in the tool's options */
	uint64_t min, max;	/* OPTION_NUMBER */
	const char *const *words;	/* OPTION_WORD: NULL behind the last */
	/* OPTION_TAKE: stores TEXT, which is NULL without a VALUE, in the
	 * tool's OPTIONS.  False with a reason that ends the program. */
	bool (*take)(void *options, const char *text, struct why *why);
	bool required;		/* OPTION_TEXT only */
};

struct command {
	const char *tool;
	const char *does;	/* "Writes ... as JSON.", one sentence */
	const char *operands;	/* "[FILE ...] <RECORDS": ends the usage */
	const char *expected;	/* of operands: "none: records come on
				 * standard input" */
	size_t most;		/* operands; SIZE_MAX: any number */
	const char *example;	/* a line for the shell */
	const char *page;	/* "roa-json(1)" */
	const struct option_row *rows;
	size_t n;
	size_t common;		/* offset of struct common in the options */
};

/* Options that mean the same in every tool have the same letter and name;
 * TYPE is the tool's struct of options, with a struct common COMMON. */
#define OPTION_SITE(type) { 's', "site", "SITE", \
	"the site file, see birdfeed-site(5)", OPTION_TEXT, \
	offsetof(type, common.site), .required = true }
#define OPTION_ROUTER(type) { 'r', "router", "ROUTER", \
	"which router of the site (this host)", OPTION_TEXT, \
	offsetof(type, common.router) }
#define OPTION_DRY_RUN(type, member) { 'n', "dry-run", NULL, \
	"print what would be done and do nothing", OPTION_FLAG, \
	offsetof(type, member) }
#define OPTION_JSON(type, member) { 'j', "json", NULL, \
	"write JSON", OPTION_FLAG, offsetof(type, member) }
#define OPTION_STRICT(type, member) { 0, "strict", NULL, \
	"exit 1 when anything is refused", OPTION_FLAG, \
	offsetof(type, member) }

#define COMMAND_GO (-1)

/*
 * Reads the command line into OPTIONS, which holds the defaults, and points
 * *OPERANDS into ARGV, where a NULL is behind the last.  Every command has
 * --quiet, --verbose, --help and --version besides its rows.  COMMAND_GO, or
 * the status to exit with: 0 after --help and --version, 2 after a wrong
 * call, which was reported.
 */
int command_read(const struct command *command, int argc, char **argv,
    void *options, char ***operands);
/* Reports that ARGUMENT (an option with its dashes, or NULL) is wrong, in one
 * line; returns 2. */
int command_wrong(const struct command *command, const char *argument,
    const char *why);
/* Diagnostics on standard error, as --quiet and --verbose want them. */
struct diag command_diag(const struct command *command,
    const struct common *common);

#endif
