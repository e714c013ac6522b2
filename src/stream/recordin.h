#ifndef BIRDFEED_RECORDIN_H
#define BIRDFEED_RECORDIN_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/slice.h"

/*
 * Reads a record stream and says whether it was complete: as many %end as
 * %begin and at least one, every record between them, %end with its
 * newline last and no empty line behind it.  Anything else is an error of
 * the whole stream.
 */
struct recordin {
	int fd;
	struct place place;	/* of the line that was read last */
	struct diag *diag;
	struct buf buf;
	size_t start;		/* of what is not read yet, in buf */
	size_t open;		/* %begin without their %end */
	bool ended;		/* the last line was a closing %end */
	bool eof;
	const char *hint;	/* what else to say of no input; or NULL */
};

/* FILE names the stream in messages ("-" for standard input). */
void recordin_open(struct recordin *in, int fd, const char *file,
    struct diag *diag);
/*
 * The next record, checked, in *LINE (without its newline, valid until the
 * next call).  1: a record; 0: the stream ended and was complete; -1: it
 * did not, or could not be read, which has been reported.
 */
int recordin_next(struct recordin *in, struct slice *line);
/* Frees what IN holds; the descriptor stays open. */
void recordin_close(struct recordin *in);

#endif
