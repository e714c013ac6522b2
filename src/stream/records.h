#ifndef BIRDFEED_RECORDS_H
#define BIRDFEED_RECORDS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/slice.h"
#include "stream/field.h"

/*
 * A stream of records (birdfeed-records(5)) as a whole.  recordin.h reads its
 * lines and record.h reads one line; a tool needs neither, only
 * records_read() and a table of takers.
 */

/*
 * A row of a tool's table: what to do with the records of CLASS.  A row
 * whose class is NULL takes every class that no row above it names; without
 * such a row these records are skipped.
 */
struct taker {
	const char *class;
	/*
	 * STATE is the caller's.  T and all that it points to are valid until
	 * the taker returns.  False stops the run; the taker has reported
	 * why.
	 */
	bool (*take)(void *state, const struct taking *t);
	/* Do not parse: T has the line and the place, and no record.  For
	 * records that are only passed on, or perhaps. */
	bool unparsed;
};

/*
 * Reads the stream on FD to its end and calls a taker for each record.  FILE
 * names the stream in messages ("-" for standard input).  TAKERS are N rows.
 * False when the stream is not complete or a taker returned false; that has
 * been reported.  FD stays open.
 */
bool records_read(int fd, const char *file, const struct taker *takers,
    size_t n, void *state, struct diag *diag);

/* The same; HINT, which may be NULL, is added to the message about a stream
 * without a byte. */
bool records_read_or(int fd, const char *file, const char *hint,
    const struct taker *takers, size_t n, void *state, struct diag *diag);

/* Begins a stream on F, and ends it: call records_end() on success only. */
void records_begin(FILE *f);
void records_end(FILE *f);
/* Writes LINE, which has no newline, as it was read. */
void records_pass(FILE *f, struct slice line);
/* Writes what a class's put function appended to LINE, and empties LINE. */
void records_put(FILE *f, struct buf *line);

/*
 * Is NAME a class that birdfeed makes?  No registry object may have such a
 * class (birdfeed-records(5)).
 */
bool records_reserved(struct slice name);

#endif
