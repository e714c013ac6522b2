#ifndef REGISTRY_POOL_H
#define REGISTRY_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "registry.h"

struct pool;

/* One chunk of the work, in one thread. */
struct pool_chunk {
	size_t number;
	struct object_reader *reader;	/* the thread's */
	struct batch *batch;		/* what the chunk gives */
	struct pool *pool;
};

/* Does one chunk; false when the run has to stop (said in the batch). */
typedef bool pool_work(void *ctx, struct pool_chunk *chunk);

/*
 * Does the chunks 0 .. N-1 on the CPUs there are, and has REG take their
 * batches in order.  False when one chunk failed: the batches up to its own
 * were taken, and none behind it.
 */
bool pool_run(struct registry *reg, size_t n, pool_work *work, void *ctx);
/*
 * To be called between objects: hands a batch that has grown large on when
 * it is its turn, so that memory stays bounded.  False: stop the chunk.
 */
bool pool_flush(struct pool_chunk *chunk);

#endif
