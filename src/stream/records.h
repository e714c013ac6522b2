#ifndef BIRDFEED_RECORDS_H
#define BIRDFEED_RECORDS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/slice.h"
#include "stream/field.h"

/*
 * A stream of records (birdfeed-records(5)) as a whole.  A tool only needs
 * records_read() and a table of takers.  recordin.h reads the lines of a
 * stream and record.h parses a line for it.
 */

/*
 * A row of a tool's table: the function for records of CLASS.  A row whose
 * class is NULL takes every class that no row above it names.  Without such a
 * row, these records are skipped.
 */
struct taker {
	const char *class;
	/*
	 * STATE is the caller's.  T and everything it points to are valid
	 * until the taker returns.  To stop the run, the taker reports the
	 * reason and returns false.
	 */
	bool (*take)(void *state, const struct taking *t);
	/* Do not parse: T has the line and the place, but no record.  For
	 * records that a tool may pass on without looking at their fields. */
	bool unparsed;
};

/*
 * Reads the stream on FD to its end and calls a taker for each record.  FILE
 * is the name of the stream in messages ("-" for standard input).  TAKERS has
 * N rows.  False if the stream is incomplete or a taker returned false, which
 * has been reported.  FD stays open.
 */
bool records_read(int fd, const char *file, const struct taker *takers,
    size_t n, void *state, struct diag *diag);

/* The same.  HINT, which may be NULL, is added to the message about an empty
 * stream. */
bool records_read_or(int fd, const char *file, const char *hint,
    const struct taker *takers, size_t n, void *state, struct diag *diag);

/* Begin and end a stream on F.  Call records_end() on success only. */
void records_begin(FILE *f);
void records_end(FILE *f);
/* Writes LINE, which has no newline, unchanged. */
void records_pass(FILE *f, struct slice line);
/* A taker that writes the record to standard output, unchanged. */
bool records_pass_on(void *state, const struct taking *t);
/* Writes what a class's put function appended to LINE, and empties LINE. */
void records_put(FILE *f, struct buf *line);

/*
 * True if NAME is a class of birdfeed's own records.  A registry object must
 * not have such a class (birdfeed-records(5)).
 */
bool records_reserved(struct slice name);

#endif
