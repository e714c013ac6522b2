#ifndef SOURCE_FETCH_HTTP_ANSWER_H
#define SOURCE_FETCH_HTTP_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

#define ANSWER_ETAG 256
#define ANSWER_MODIFIED 64
#define ANSWER_HASH 32
#define ANSWER_HEX (2 * ANSWER_HASH + 1)

/* A document as a source gave it, and what it is asked for again with. */
struct answer {
	char etag[ANSWER_ETAG];		/* ETag, "" when there was none */
	char modified[ANSWER_MODIFIED];	/* Last-Modified likewise */
	uint8_t sha256[ANSWER_HASH];	/* of the body */
	struct slice body;		/* in TEXT */
	struct buf text;
};

/* TEXT is the body: hashes it. */
void answer_settle(struct answer *a);
/* In lower case. */
const char *answer_hex(char text[static ANSWER_HEX],
    const uint8_t hash[static ANSWER_HASH]);
void answer_free(struct answer *a);

/*
 * Reads all of FD behind what B holds.  False when it is no regular file
 * (errno 0), has more than MOST bytes (EFBIG), or cannot be read.
 */
bool answer_slurp(int fd, size_t most, struct buf *b);

#endif
