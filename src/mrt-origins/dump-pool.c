/* A dump pool: threads that each read one dump after the other. */
#include "mrt-origins/dump-pool.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

#define THREADS_MOST 64

struct dump_pool {
	const struct dump_list *list;
	const struct dump_cache *cache;
	struct harvest *harvest;
	bool on_terminal;     /* say how far it is */
	pthread_mutex_t lock; /* of all below, and of the harvest */
	size_t next;	      /* the dump to start next */
	size_t done;
	char **wrong;	/* of each dump: NULL, or what is */
	char **warning; /* and what is not so bad */
};

/* One thread's view of the dump that it reads. */
struct dump_task {
	struct dump_pool *pool;
	size_t number;
	const char *path;
	struct dump dump;
	bool cached;
	struct why wrong, warning; /* empty: nothing is */
};

/* Waits for nobody: a FIFO is refused and not opened for good. */
static int
open_dump(const char *path, struct stat *st, struct why *why)
{
	int fd = strcmp(path, DUMP_STDIN) == 0 ?
	    dup(STDIN_FILENO) :
	    open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 || fstat(fd, st) < 0) {
		why_set(why, "open: %s", strerror(errno));
	} else if (!S_ISREG(st->st_mode) && strcmp(path, DUMP_STDIN) != 0) {
		why_set(why, "not a regular file (expected a dump)");
		close(fd);
		return -1;
	} else {
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Reads the dump, and keeps what it found if nobody changed it meanwhile. */
static void
read_and_keep(struct dump_task *task, int fd, const char *real,
    const struct stat *st)
{
	const struct dump_cache *cache = task->pool->cache;
	struct stat after;

	if (!dump_read(&task->dump, fd, &task->wrong) || real == NULL ||
	    cache->fd < 0 || fstat(fd, &after) < 0 || !same_file(st, &after))
		return;
	dump_cache_put(cache, real, st, &task->dump, &task->warning);
}

static void
task_run(struct dump_task *task)
{
	struct stat st;
	int fd = open_dump(task->path, &st, &task->wrong);
	char *real = NULL;

	if (fd < 0)
		return;
	if (S_ISREG(st.st_mode) && strcmp(task->path, DUMP_STDIN) != 0)
		real = realpath(task->path, NULL);
	if (real != NULL)
		task->cached = dump_cache_get(task->pool->cache, real, &st,
		    &task->dump);
	if (!task->cached) {
		dump_free(&task->dump);
		task->dump = (struct dump){ .records = 0 };
		read_and_keep(task, fd, real, &st);
	}
	free(real);
	close(fd);
}

static char *
reason(const struct why *why)
{
	return why->text[0] != '\0' ? mem_strdup(why->text) : NULL;
}

/* With the lock. */
static void
task_deliver(struct dump_task *task)
{
	struct dump_pool *pool = task->pool;
	struct harvest *h = pool->harvest;

	pool->wrong[task->number] = reason(&task->wrong);
	pool->warning[task->number] = reason(&task->warning);
	origin_table_add(&h->seen, &task->dump.seen, (uint32_t)task->number);
	day_set_merge(&h->days, &task->dump.days);
	h->records += task->dump.records;
	h->routes += task->dump.routes;
	h->cached += task->cached;
	pool->done++;
	if (pool->on_terminal)
		fprintf(stderr, "\rmrt-origins: %zu of %zu dumps", pool->done,
		    pool->list->n);
}

static void *
work(void *arg)
{
	struct dump_pool *pool = arg;

	pthread_mutex_lock(&pool->lock);
	while (pool->next < pool->list->n) {
		struct dump_task task = { .pool = pool,
			.number = pool->next++ };

		pthread_mutex_unlock(&pool->lock);
		task.path = pool->list->v[task.number];
		task_run(&task);
		pthread_mutex_lock(&pool->lock);
		task_deliver(&task);
		dump_free(&task.dump);
	}
	pthread_mutex_unlock(&pool->lock);
	return NULL;
}

static size_t
threads_for(size_t jobs, size_t dumps)
{
	cpu_set_t set;
	size_t n = jobs;

	if (n == 0)
		n = sched_getaffinity(0, sizeof set, &set) < 0 ?
		    1 :
		    (size_t)CPU_COUNT(&set);
	if (n > dumps)
		n = dumps;
	return n > THREADS_MOST ? THREADS_MOST : n;
}

/* The caller's thread works, too: one that cannot be started is no loss. */
static void
run_threads(struct dump_pool *pool, size_t n)
{
	pthread_t thread[THREADS_MOST];
	size_t started = 0;

	while (started + 1 < n &&
	    pthread_create(&thread[started], NULL, work, pool) == 0)
		started++;
	work(pool);
	while (started > 0)
		pthread_join(thread[--started], NULL);
}

static bool
report(const struct dump_pool *pool, struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < pool->list->n; i++) {
		const struct place place = { pool->list->v[i], 0 };

		if (pool->wrong[i] != NULL) {
			diag_say(diag, DIAG_ERROR, &place, NULL, "%s",
			    pool->wrong[i]);
			ok = false;
		}
		if (pool->warning[i] != NULL)
			diag_say(diag, DIAG_WARNING, &place, NULL, "%s",
			    pool->warning[i]);
		free(pool->wrong[i]);
		free(pool->warning[i]);
	}
	return ok;
}

bool
dump_pool_run(const struct dump_list *list, const struct dump_cache *cache,
    size_t jobs, struct harvest *harvest, struct diag *diag)
{
	struct dump_pool pool = {
		.list = list,
		.cache = cache,
		.harvest = harvest,
		.on_terminal = !diag->quiet && isatty(STDERR_FILENO) == 1,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.wrong = mem_zalloc((list->n + 1) * sizeof *pool.wrong),
		.warning = mem_zalloc((list->n + 1) * sizeof *pool.warning),
	};
	bool ok;

	run_threads(&pool, threads_for(jobs, list->n));
	if (pool.on_terminal)
		fputc('\n', stderr);
	ok = report(&pool, diag);
	free(pool.wrong);
	free(pool.warning);
	return ok;
}

void
harvest_free(struct harvest *harvest)
{
	origin_table_free(&harvest->seen);
}
