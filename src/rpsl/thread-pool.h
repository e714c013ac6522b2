#ifndef RPSL_THREAD_POOL_H
#define RPSL_THREAD_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "rpsl/registry.h"

struct pool;

/* A chunk of the work, done by one thread. */
struct pool_chunk {
	size_t number;
	/* Set by the job's fetch(), for work(): */
	size_t bytes;		      /* in the reader's text */
	unsigned long line;	      /* the first line of them */
	const char *wrong;	      /* an error, or NULL */
	enum diag_level level;	      /* its level */
	struct object_reader *reader; /* the thread's */
	struct batch *batch;	      /* the chunk's results */
	struct pool *pool;
};

struct pool_job {
	void *ctx;
	size_t n; /* chunks; SIZE_MAX: not known yet */
	/*
	 * Reads the input of a chunk.  It is called in order, and in one
	 * thread at a time.  False if there are no more chunks.  NULL: chunks
	 * need no input.
	 */
	bool (*fetch)(void *ctx, struct pool_chunk *chunk);
	/*
	 * Does one chunk.  False if the run has to stop, which has been
	 * reported in the batch.
	 */
	bool (*work)(void *ctx, struct pool_chunk *chunk);
	bool opens; /* work() leaves files open for the caller */
};

/*
 * Does the chunks 0 .. n-1 on the available CPUs; REG takes their batches in
 * order.  False if a chunk failed: REG has taken the batches up to that
 * chunk's own, and no later ones.
 */
bool pool_run(struct registry *reg, const struct pool_job *job);
/*
 * Call it between objects.  If it is the chunk's turn, it hands on a batch
 * that has grown large, so that memory stays bounded.  False: stop the chunk.
 */
bool pool_flush(struct pool_chunk *chunk);

#endif
