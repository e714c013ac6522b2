#ifndef RPSL_OBJECT_BATCH_H
#define RPSL_OBJECT_BATCH_H

#include "base/buf.h"
#include "base/diag.h"
#include "rpsl/route-object.h"
#include "rpsl/stored-object.h"

/*
 * What some objects gave: their records, the routes among them, and what
 * was to be said.  Threads fill batches, and they are taken in order
 * (registry_take()).  Do not move an open one.
 */
struct batch {
	struct buf records;
	unsigned long objects;
	unsigned long seen;	/* the objects of a text, wanted or not */
	struct route_list routes;
	struct stored_list kept;
	struct diag diag;	/* keeps its lines in SAID */
	struct buf said;
};

/* DIAG is where the lines will go. */
void batch_open(struct batch *b, const struct diag *diag);
/* Says what the batch kept, and counts it. */
void batch_say(struct batch *b, struct diag *diag);
void batch_close(struct batch *b);

#endif
