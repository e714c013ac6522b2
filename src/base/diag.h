#ifndef BIRDFEED_DIAG_H
#define BIRDFEED_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Where something stands: a file ("-" is standard input) and its line,
 * counted from 1; line 0 is the file as a whole. */
struct place {
	const char *file;
	unsigned long line;
};

enum diag_level {
	DIAG_NOTE,	/* said under -v only */
	DIAG_WARNING,	/* said; nothing is left out */
	DIAG_REFUSED,	/* one item is left out, the rest goes on */
	DIAG_ERROR,	/* the run stops */
};

struct diag;
/* Takes one finished line without its newline. */
typedef void diag_sink(void *ctx, enum diag_level level, const char *line);

/*
 * Diagnostics: library code reports here, and main decides where the lines
 * go.  A line reads "tool: file:line: field: text", as a compiler's does;
 * every byte in it outside printable ASCII is written as \xHH, because
 * strangers' text may stand in it.
 */
struct diag {
	const char *tool;
	diag_sink *sink;
	void *ctx;
	bool verbose;
	bool quiet;		/* errors only */
	/* Warnings and refusals are about what other people wrote, and come
	 * again on each run: they are counted, and said under --verbose and
	 * --strict only. */
	bool others;
	bool strict;
	bool said;		/* at least one line of this run */
	unsigned long count[DIAG_ERROR + 1];
};

/* The sink of every main(): standard error. */
diag_sink diag_stderr;
/* For a try that may fail without a word. */
diag_sink diag_nowhere;

/* PLACE and FIELD may be NULL. */
void diag_say(struct diag *d, enum diag_level level,
    const struct place *place, const char *field, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* The summary of a run: under --verbose, and when something was said. */
void diag_summary(struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* What a run has changed; --quiet leaves it out. */
void diag_result(struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void diag_vsay(struct diag *d, enum diag_level level,
    const struct place *place, const char *field, const char *fmt,
    va_list ap);

#endif
