#ifndef LEASE_SERVE_ROA_QUEUE_H
#define LEASE_SERVE_ROA_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/prefix.h"
#include "base/why.h"

#define ROA_HOOK_SECONDS 30 /* for one run of the program */
#define ROA_QUEUE_MOST 32   /* runs that may wait */

/*
 * The operator's program that creates and removes ROAs: PROGRAM on|off PREFIX
 * ASN.  One runs at a time, so that two requests for a prefix cannot
 * overtake each other, and the gateway goes on meanwhile.
 */
struct roa_queue {
	const char *program;   /* or NULL */
	struct roa_run *first; /* the one that runs, and those behind it */
	struct roa_run *last;
	size_t n;
	pid_t child;
	bool closed; /* takes no more */
	int fd;	     /* of the child's report; -1: none */
};

/* Called when the program has ended.  WHY is set if OK is false. */
typedef void roa_queue_done(void *ctx, bool ok, const struct why *why);

void roa_queue_open(struct roa_queue *queue, const char *program);
/* Takes no more, and calls back for all that wait as if their run had failed.
 * The program that runs is not killed, and nobody asks how it ends. */
void roa_queue_abandon(struct roa_queue *queue);
void roa_queue_close(struct roa_queue *queue);
/* Runs the program for PREFIX and ASN when those before it have ended.  False
 * if too many wait, or if the queue takes no more. */
bool roa_queue_ask(struct roa_queue *queue, const struct prefix *prefix,
    uint32_t asn, bool on, roa_queue_done *done, void *ctx);
/* Call this when FD may be readable, and at once if FD is -1 and FIRST is not
 * NULL.  Calls back for a run that has ended. */
void roa_queue_step(struct roa_queue *queue);

#endif
