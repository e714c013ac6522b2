#ifndef BIRDFEED_COMMAND_H
#define BIRDFEED_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/why.h"

/* --verbose and --quiet, which every tool has, and the two options that many
 * tools have. */
struct common {
	const char *site;
	const char *router;
	bool verbose;
	bool quiet;
};

/*
 * A command line.  The table of options is the source for getopt_long(3), for
 * the text of --help, and for tests/man.bats, which compares it with the man
 * page.
 */

/* What an option does with its value. */
enum option_kind {
	OPTION_FLAG,   /* no value; sets a bool */
	OPTION_TEXT,   /* const char *, points into ARGV */
	OPTION_NUMBER, /* uint64_t, MIN .. MAX */
	OPTION_WORD,   /* unsigned, an index into WORDS */
	OPTION_DATE,   /* int64_t, the start of a day that has begun */
	OPTION_TIME,   /* int64_t, RFC 3339 or seconds since 1970 */
	OPTION_TAKE,   /* calls TAKE; VALUE may be NULL */
};

struct option_row {
	int letter;	   /* 0: none */
	const char *name;  /* without the "--" */
	const char *value; /* "FILE"; NULL: no value */
	const char *help;  /* one line; NULL: an obsolete option, which
				 * --help hides and whose value is optional */
	enum option_kind kind;
	size_t offset;		  /* of the member in the options struct */
	uint64_t min, max;	  /* OPTION_NUMBER */
	const char *const *words; /* OPTION_WORD: ends with NULL */
	/* OPTION_TAKE: stores TEXT in the tool's OPTIONS.  TEXT is NULL if the
	 * row has no VALUE.  False, with WHY set, ends the program. */
	bool (*take)(void *options, const char *text, struct why *why);
	bool required; /* OPTION_TEXT only */
};

struct command {
	const char *tool;
	const char *does;     /* "Writes ... as JSON.", one sentence */
	const char *operands; /* "[FILE ...] <RECORDS": ends the usage */
	const char *expected; /* which operands: "none: records come on
				 * standard input" */
	size_t most;	      /* operands allowed; SIZE_MAX: any */
	const char *example;  /* a shell command */
	const char *page;     /* "roa-json(1)" */
	const struct option_row *rows;
	size_t n;
	size_t common; /* offset of the struct common */
};

/* Rows for options that have the same letter, name and meaning in every tool.
 * TYPE is the tool's options struct; it has a struct common named COMMON. */
#define OPTION_SITE(type) \
	{ \
		's', "site", "SITE", "the site file, see birdfeed-site(5)", \
		    OPTION_TEXT, offsetof(type, common.site), .required = true \
	}
#define OPTION_ROUTER(type) \
	{ \
		'r', "router", "ROUTER", \
		    "which router of the site (this host)", OPTION_TEXT, \
		    offsetof(type, common.router) \
	}
#define OPTION_NOW(type, member) \
	{ \
		0, "now", "TIME", "take this for the current time", \
		    OPTION_TIME, offsetof(type, member) \
	}
#define OPTION_DRY_RUN(type, member) \
	{ \
		'n', "dry-run", NULL, \
		    "print what would be done and do nothing", OPTION_FLAG, \
		    offsetof(type, member) \
	}
#define OPTION_JSON(type, member) \
	{ \
		'j', "json", NULL, "write JSON", OPTION_FLAG, \
		    offsetof(type, member) \
	}
#define OPTION_STRICT(type, member) \
	{ \
		0, "strict", NULL, "exit 1 when anything is refused", \
		    OPTION_FLAG, offsetof(type, member) \
	}

#define COMMAND_GO (-1)

/*
 * Reads the command line into OPTIONS, which holds the defaults.  *OPERANDS
 * points into ARGV and ends with NULL.  Besides its rows every command has
 * --help, --version, --quiet and --verbose; DIAG, which goes to standard error,
 * follows the last two.  Returns COMMAND_GO or the exit status: 0 after --help
 * and --version, 2 after a wrong call, which has been reported.
 */
int command_read(const struct command *command, int argc, char **argv,
    void *options, char ***operands, struct diag *diag);
/* Reports in one line that ARGUMENT, an option with its dashes or NULL, is
 * wrong.  Returns 2, the exit status. */
int command_wrong(const struct command *command, const char *argument,
    const char *why);

#endif
