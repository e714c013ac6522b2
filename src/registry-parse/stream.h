#ifndef REGISTRY_STREAM_H
#define REGISTRY_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <archive.h>

/* The bytes of a tar file, with the compression taken off. */
struct stream {
	struct archive *raw;
	int64_t length;		/* of what was read */
	int64_t zeros;		/* where the zeros at its end start */
	bool ended;
	bool failed;
};

/* Starts on FD.  False when it can not be read, or its compression can not
 * be undone; stream_error() says why.  Close it in either case. */
bool stream_open(struct stream *s, int fd);
/* The next bytes: how many, 0 at the end, -1 on an error. */
la_ssize_t stream_next(struct stream *s, const void **bytes);
const char *stream_error(const struct stream *s);
void stream_close(struct stream *s);

#endif
