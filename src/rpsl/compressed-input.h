#ifndef RPSL_COMPRESSED_INPUT_H
#define RPSL_COMPRESSED_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <archive.h>

#include "base/buf.h"
#include "base/slice.h"

/* The bytes of a file or a pipe, with the compression taken off. */
struct stream {
	int fd;
	struct archive *raw;	/* takes it off; NULL: there is none */
	struct buf block;	/* what was read from FD last */
	bool given;		/* RAW got the block that was read first */
	struct buf head;	/* the first bytes of what is compressed */
	struct slice rest;	/* read, and not given on yet */
	int64_t length;		/* of what stream_next() gave */
	int64_t zeros;		/* where the zeros at its end start */
	bool ended;
	bool failed;
	uint64_t taken;		/* bytes of FD that RAW was given */
	uint64_t made;		/* bytes that RAW made of them */
	const char *refused;	/* why no more is taken off; NULL */
	int error;		/* of read(2), or 0 */
};

/* Starts on FD.  False when it cannot be read, or its compression cannot
 * be undone; stream_error() says why.  Close it in either case. */
bool stream_open(struct stream *s, int fd);
/* The first bytes, STREAM_HEAD of them or all: before they are read. */
#define STREAM_HEAD ((size_t)512)
struct slice stream_head(const struct stream *s);
/* The next bytes: how many, 0 at the end, -1 on an error. */
la_ssize_t stream_next(struct stream *s, const void **bytes);
/* The same, at most MAX of them, and where the caller has them. */
la_ssize_t stream_read(struct stream *s, char *to, size_t max);
const char *stream_error(const struct stream *s);
void stream_close(struct stream *s);

#endif
