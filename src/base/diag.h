#ifndef BIRDFEED_DIAG_H
#define BIRDFEED_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* A location in the input: a file ("-" is standard input) and a line, counted
 * from 1.  Line 0 is the file as a whole. */
struct place {
	const char *file;
	unsigned long line;
};

enum diag_level {
	DIAG_NOTE,    /* printed under --verbose only */
	DIAG_WARNING, /* printed; nothing is left out */
	DIAG_REFUSED, /* one item is left out; the run goes on */
	DIAG_ERROR,   /* the run stops */
};

struct diag;
/* Prints or drops LINE, a complete line without its newline. */
typedef void diag_sink(void *ctx, enum diag_level level, const char *line);

/*
 * Diagnostics.  Library code reports here, and main() decides where the lines
 * go.  A line has a compiler's form, "tool: file:line: field: text".  Bytes
 * outside printable ASCII are written as \xHH, because a line may quote
 * untrusted text.
 */
struct diag {
	const char *tool;
	diag_sink *sink;
	void *ctx;
	bool verbose;
	bool quiet; /* errors only */
	/* Set this if warnings and refusals are about other people's data and
	 * would repeat on each run.  They are counted, but printed only under
	 * --verbose or --strict. */
	bool others;
	bool strict;
	bool said; /* this run has printed at least one line */
	unsigned long count[DIAG_ERROR + 1];
};

/* Prints to standard error.  Every main() uses this sink. */
diag_sink diag_stderr;
/* Prints nothing.  For an attempt that may fail silently. */
diag_sink diag_nowhere;

/* PLACE and FIELD may be NULL. */
void diag_say(struct diag *d, enum diag_level level, const struct place *place,
    const char *field, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* Prints the summary of a run if --verbose is set or the run has printed a
 * line.  --quiet suppresses it. */
void diag_summary(struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Prints what a run has changed.  --quiet suppresses it. */
void diag_result(struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void diag_vsay(struct diag *d, enum diag_level level, const struct place *place,
    const char *field, const char *fmt, va_list ap);

#endif
