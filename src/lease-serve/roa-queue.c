/* Runs the operator's program for ROAs, one at a time. */
#include "lease-serve/roa-queue.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/asn.h"
#include "base/fd.h"
#include "base/mem.h"
#include "host/run.h"

#define REPORT_FD 3	 /* of the child */
#define LISTED_FDS 65536 /* closed one by one without close_range(2) */

struct roa_run {
	struct prefix prefix;
	uint32_t asn;
	bool on;
	roa_queue_done *done;
	void *ctx;
	struct roa_run *next;
};

/* What the child reports through its pipe; shorter than PIPE_BUF. */
struct report {
	int status;
	struct why why;
};

void
roa_queue_open(struct roa_queue *queue, const char *program)
{
	*queue = (struct roa_queue){ .program = program, .fd = -1 };
}

/* Closes the callers' connections: with a copy of them in the child, they
 * would not end when the gateway closes them.  Returns the descriptor that FD
 * has become. */
static int
keep_only(int fd)
{
	if (fd != REPORT_FD && dup2(fd, REPORT_FD) == -1)
		_exit(0);
#ifdef SYS_close_range
	if (syscall(SYS_close_range, REPORT_FD + 1u, ~0u, 0) == 0)
		return REPORT_FD;
#endif
	for (int other = REPORT_FD + 1; other < LISTED_FDS; other++)
		close(other);
	return REPORT_FD;
}

/* In the child: runs the program, which run_program() ends in time. */
static void
run_child(const struct roa_queue *queue, int fd)
{
	const struct roa_run *run = queue->first;
	char prefix[PREFIX_TEXT], asn[ASN_TEXT];
	char on[] = "on", off[] = "off", *program = mem_strdup(queue->program);
	char *argv[] = { program, run->on ? on : off, prefix, asn, NULL };
	struct run r = { .seconds = ROA_HOOK_SECONDS };
	struct report report;
	sigset_t none;

	fd = keep_only(fd);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	memset(&report, 0, sizeof report);
	prefix_print(prefix, &run->prefix);
	asn_print(asn, run->asn);
	report.status = run_program(&r, argv, &report.why);
	fd_write(fd, &report, sizeof report);
	_exit(0);
}

/* Starts the first run of the queue.  If that fails, FD remains -1, and
 * roa_queue_step() reports it. */
static void
start(struct roa_queue *queue)
{
	int pipes[2];

	if (queue->first == NULL || pipe2(pipes, O_CLOEXEC) != 0)
		return;
	queue->child = fork();
	if (queue->child == 0)
		run_child(queue, pipes[1]);
	close(pipes[1]);
	if (queue->child == -1)
		close(pipes[0]);
	else
		queue->fd = pipes[0];
}

/* Ends the first run, and calls back. */
static void
finish(struct roa_queue *queue, bool ok, const struct why *why)
{
	struct roa_run *run = queue->first;

	if (queue->fd != -1)
		close(queue->fd);
	queue->fd = -1;
	queue->first = run->next;
	if (queue->first == NULL)
		queue->last = NULL;
	queue->n--;
	run->done(run->ctx, ok, why);
	free(run);
}

void
roa_queue_abandon(struct roa_queue *queue)
{
	const struct why why = { "the gateway ends" };

	queue->closed = true;
	while (queue->first != NULL)
		finish(queue, false, &why);
}

void
roa_queue_close(struct roa_queue *queue)
{
	while (queue->first != NULL) {
		struct roa_run *run = queue->first;

		queue->first = run->next;
		free(run);
	}
	if (queue->fd != -1)
		close(queue->fd);
	roa_queue_open(queue, NULL);
}

bool
roa_queue_ask(struct roa_queue *queue, const struct prefix *prefix,
    uint32_t asn, bool on, roa_queue_done *done, void *ctx)
{
	struct roa_run *run;

	if (queue->closed || queue->n == ROA_QUEUE_MOST)
		return false;
	run = mem_zalloc(sizeof *run);
	*run = (struct roa_run){ *prefix, asn, on, done, ctx, NULL };
	if (queue->last != NULL)
		queue->last->next = run;
	else
		queue->first = run;
	queue->last = run;
	if (++queue->n == 1)
		start(queue);
	return true;
}

void
roa_queue_step(struct roa_queue *queue)
{
	struct report report = { 0 };
	ssize_t got = 0;

	if (queue->first == NULL)
		return;
	if (queue->fd != -1) {
		struct pollfd p = { .fd = queue->fd, .events = POLLIN };

		if (poll(&p, 1, 0) <= 0)
			return;
		got = read(queue->fd, &report, sizeof report);
		waitpid(queue->child, NULL, 0);
	}
	if (got == (ssize_t)sizeof report) {
		finish(queue, report.status == 0, &report.why);
	} else {
		why_set(&report.why, "its process did not start or died");
		finish(queue, false, &report.why);
	}
	start(queue);
}
