#ifndef RPSL_COMPRESSED_INPUT_H
#define RPSL_COMPRESSED_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <archive.h>

#include "base/buf.h"
#include "base/slice.h"

/* The bytes of a file or a pipe, decompressed. */
struct stream {
	int fd;
	struct archive *raw; /* the decompressor; NULL: not compressed */
	struct buf block;    /* the last block read from FD */
	bool given;	     /* RAW already has the first block */
	struct buf head;     /* the first decompressed bytes */
	struct slice rest;   /* read, but not yet returned */
	int64_t length;	     /* of all that stream_next() returned */
	int64_t zeros;	     /* offset of the zeros at its end */
	bool ended;
	bool failed;
	uint64_t taken;	     /* bytes of FD passed to RAW */
	uint64_t made;	     /* bytes that RAW returned */
	const char *refused; /* why decompression stopped, or NULL */
	int error;	     /* errno of read(2), or 0 */
};

/*
 * Starts reading FD.  False if it cannot be read or decompressed: see
 * stream_error().  Call stream_close() in either case.
 */
bool stream_open(struct stream *s, int fd);
/*
 * The first STREAM_HEAD bytes or more, or all of a shorter stream.  Call it
 * before the first read.
 */
#define STREAM_HEAD ((size_t)1024)
struct slice stream_head(const struct stream *s);
/*
 * Points BYTES to the next bytes; returns their number, 0 at the end, -1 on an
 * error.
 */
la_ssize_t stream_next(struct stream *s, const void **bytes);
/* The same, but copies at most MAX bytes to TO. */
la_ssize_t stream_read(struct stream *s, char *to, size_t max);
const char *stream_error(const struct stream *s);
void stream_close(struct stream *s);

#endif
