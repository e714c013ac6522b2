/* A pool: threads that do chunks of work, with their results in order. */
#include "rpsl/thread-pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "base/mem.h"

#define THREADS_MAX 4
/* How many chunks a thread may be ahead of the chunk being written. */
#define AHEAD 4
/* A larger batch is handed on before its chunk ends. */
#define BATCH_LARGE ((size_t)1024 * 1024)

enum slot_state { SLOT_FREE, SLOT_DONE, SLOT_FAILED };

/* A chunk's slot, from its start until its batch is taken. */
struct slot {
	struct batch batch;
	enum slot_state state;
};

struct pool {
	struct registry *reg;
	const struct pool_job *job;
	size_t n; /* chunks, as far as known */
	pthread_mutex_t lock;
	pthread_cond_t moved; /* a field below has changed */
	size_t next;	      /* the chunk to start next */
	bool fetching;	      /* a thread fetches the chunk before */
	size_t turn;	      /* the chunk whose batch is taken next */
	bool taking;	      /* a thread is using REG */
	bool stopping;	      /* a chunk failed: start no more */
	bool failed;	      /* ... and its batch was taken: take no more */
	struct slot *slot;
	size_t nslots;
};

static unsigned
cpus(void)
{
	cpu_set_t set;
	int n;

	if (sched_getaffinity(0, sizeof set, &set) < 0)
		return 1;
	n = CPU_COUNT(&set);
	return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (unsigned)n;
}

/*
 * Has REG take B, whose turn it is.  Called with the lock; releases it while
 * REG works.
 */
static void
take(struct pool *p, struct batch *b)
{
	p->taking = true;
	pthread_mutex_unlock(&p->lock);
	registry_take(p->reg, b);
	pthread_mutex_lock(&p->lock);
	p->taking = false;
}

/*
 * Has the job read CHUNK's input.  Called with the lock; releases it
 * meanwhile.
 */
static bool
fetch(struct pool *p, struct pool_chunk *chunk)
{
	bool got;

	if (p->job->fetch == NULL)
		return true;
	p->fetching = true;
	pthread_mutex_unlock(&p->lock);
	got = p->job->fetch(p->job->ctx, chunk);
	pthread_mutex_lock(&p->lock);
	p->fetching = false;
	if (!got)
		p->n = p->next = chunk->number;
	pthread_cond_broadcast(&p->moved);
	return got;
}

/* Must the next chunk wait? */
static bool
must_wait(const struct pool *p)
{
	return !p->stopping && p->next < p->n &&
	    (p->fetching || p->next - p->turn >= p->nslots);
}

/* Starts the next chunk; false if there is none. */
static bool
start(struct pool *p, struct pool_chunk *chunk)
{
	bool got;

	pthread_mutex_lock(&p->lock);
	while (must_wait(p))
		pthread_cond_wait(&p->moved, &p->lock);
	got = !p->stopping && p->next < p->n;
	if (got) {
		chunk->number = p->next++;
		chunk->batch = &p->slot[chunk->number % p->nslots].batch;
		got = fetch(p, chunk);
	}
	pthread_mutex_unlock(&p->lock);
	return got;
}

/* Marks a chunk as done, and takes every batch whose turn it is. */
static void
finish(struct pool *p, size_t number, bool ok)
{
	struct slot *slot = &p->slot[number % p->nslots];

	pthread_mutex_lock(&p->lock);
	slot->state = ok ? SLOT_DONE : SLOT_FAILED;
	p->stopping |= !ok;
	while (!p->taking && !p->failed) {
		slot = &p->slot[p->turn % p->nslots];
		if (slot->state == SLOT_FREE)
			break;
		take(p, &slot->batch);
		p->failed = slot->state == SLOT_FAILED;
		slot->state = SLOT_FREE;
		p->turn++;
		pthread_cond_broadcast(&p->moved);
	}
	pthread_mutex_unlock(&p->lock);
}

bool
pool_flush(struct pool_chunk *chunk)
{
	struct pool *p = chunk->pool;
	bool ok;

	if (chunk->batch->records.len + chunk->batch->said.len < BATCH_LARGE)
		return true;
	pthread_mutex_lock(&p->lock);
	while (!p->failed && (p->turn != chunk->number || p->taking))
		pthread_cond_wait(&p->moved, &p->lock);
	ok = !p->failed;
	if (ok)
		take(p, chunk->batch);
	pthread_mutex_unlock(&p->lock);
	return ok;
}

static void
work(struct pool *p)
{
	struct object_reader reader;
	struct pool_chunk chunk = { .reader = &reader, .pool = p };

	object_reader_open(&reader);
	while (start(p, &chunk))
		finish(p, chunk.number, p->job->work(p->job->ctx, &chunk));
	object_reader_close(&reader);
}

static void *
thread(void *ctx)
{
	struct pool *p = ctx;

	/*
	 * With its own descriptor table, a thread does not contend for the
	 * lock of the shared table.  If unshare() fails, the shared table
	 * works too.
	 */
	if (!p->job->opens)
		(void)unshare(CLONE_FILES);
	work(p);
	return NULL;
}

bool
pool_run(struct registry *reg, const struct pool_job *job)
{
	pthread_t threads[THREADS_MAX];
	unsigned want = cpus(), running = 1;
	struct pool p = {
		.reg = reg,
		.job = job,
		.n = job->n,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.moved = PTHREAD_COND_INITIALIZER,
	};

	p.nslots = want > 1 ? (size_t)want * AHEAD : 1;
	p.slot = mem_zalloc(p.nslots * sizeof *p.slot);
	for (size_t i = 0; i < p.nslots; i++)
		batch_open(&p.slot[i].batch, reg->diag);
	while (running < want && running < job->n &&
	    pthread_create(&threads[running], NULL, thread, &p) == 0)
		running++;
	work(&p);
	while (--running > 0)
		pthread_join(threads[running], NULL);
	for (size_t i = 0; i < p.nslots; i++)
		batch_close(&p.slot[i].batch);
	free(p.slot);
	return !p.failed;
}
