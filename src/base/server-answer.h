#ifndef BIRDFEED_SERVER_ANSWER_H
#define BIRDFEED_SERVER_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

#define ANSWER_ETAG 256
#define ANSWER_MODIFIED 64
#define ANSWER_HASH 32
#define ANSWER_HEX (2 * ANSWER_HASH + 1)

/* A source's document, and the validators for the next request. */
struct answer {
	char etag[ANSWER_ETAG];		/* ETag, or "" */
	char modified[ANSWER_MODIFIED]; /* Last-Modified, or "" */
	uint8_t sha256[ANSWER_HASH];	/* of the body */
	struct slice body;		/* in TEXT */
	struct buf text;
};

/* Sets the body to TEXT, and hashes it. */
void answer_settle(struct answer *a);
/* Writes the hash in lower case hex; returns TEXT. */
const char *answer_hex(char text[static ANSWER_HEX],
    const uint8_t hash[static ANSWER_HASH]);
void answer_free(struct answer *a);

/*
 * Appends the contents of FD to B.  False if it is not a regular file (errno
 * 0), has more than MOST bytes (EFBIG), or cannot be read.
 */
bool answer_slurp(int fd, size_t most, struct buf *b);

#endif
