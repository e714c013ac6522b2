#ifndef BIRDFEED_RECORDIN_H
#define BIRDFEED_RECORDIN_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/slice.h"

/*
 * Reads a record stream and checks that it is complete.  A complete stream has
 * at least one %begin and as many %end lines, has every record between them,
 * and ends with %end and its newline, without an empty line after it.
 * Otherwise the whole stream is an error.
 */
struct recordin {
	int fd;
	struct place place; /* of the last line read */
	struct diag *diag;
	struct buf buf;
	size_t start; /* start of the unread bytes in buf */
	size_t open;  /* number of %begin without %end */
	bool ended;   /* the last line was a closing %end */
	bool eof;
	const char *hint; /* added to the message about empty input, or
				 * NULL */
};

/* FILE is the name of the stream in messages ("-" for standard input). */
void recordin_open(struct recordin *in, int fd, const char *file,
    struct diag *diag);
/*
 * Reads the next record and checks it.  *LINE is the record without its
 * newline and is valid until the next call.  Returns 1 for a record, 0 at the
 * end of a complete stream, and -1 if the stream is incomplete, invalid or
 * unreadable, which has been reported.
 */
int recordin_next(struct recordin *in, struct slice *line);
/* Frees what IN holds; the descriptor stays open. */
void recordin_close(struct recordin *in);

#endif
