#ifndef RPSL_THREAD_POOL_H
#define RPSL_THREAD_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "rpsl/registry.h"

struct pool;

/* One chunk of the work, in one thread. */
struct pool_chunk {
	size_t number;
	/* What the job's fetch() says of it, for work(): */
	size_t bytes;			/* in the reader's text */
	unsigned long line;		/* their first */
	const char *wrong;		/* NULL: nothing */
	enum diag_level level;		/* how wrong */
	struct object_reader *reader;	/* the thread's */
	struct batch *batch;		/* what the chunk gives */
	struct pool *pool;
};

struct pool_job {
	void *ctx;
	size_t n;		/* chunks, or SIZE_MAX: nobody knows yet */
	/* Gets what a chunk works on: in order, and in one thread at a time.
	 * False when there is no such chunk and none behind it.  NULL: there
	 * is nothing to get. */
	bool (*fetch)(void *ctx, struct pool_chunk *chunk);
	/* Does one chunk; false when the run has to stop (said in the
	 * batch). */
	bool (*work)(void *ctx, struct pool_chunk *chunk);
	bool opens;		/* work() leaves descriptors to the caller */
};

/*
 * Does the chunks 0 .. n-1 on the CPUs there are, and has REG take their
 * batches in order.  False when one chunk failed: the batches up to its own
 * were taken, and none behind it.
 */
bool pool_run(struct registry *reg, const struct pool_job *job);
/*
 * To be called between objects: hands a batch that has grown large on when
 * it is its turn, so that memory stays bounded.  False: stop the chunk.
 */
bool pool_flush(struct pool_chunk *chunk);

#endif
