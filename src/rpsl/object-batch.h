#ifndef RPSL_OBJECT_BATCH_H
#define RPSL_OBJECT_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "rpsl/route-object.h"
#include "rpsl/stored-object.h"

/* An object of a tree in a batch. */
struct batch_object {
	size_t id;		/* "CLASS/KEY", in NAMES; not NUL-terminated */
	size_t id_len;
	uint32_t hash;		/* of the id */
	size_t file;		/* its path, in NAMES, with a NUL */
	unsigned long line;
	size_t record;		/* its record, in RECORDS */
	size_t record_len;	/* 0: it is not printed */
	size_t route;		/* its place in ROUTES, or SIZE_MAX */
};

/*
 * What some objects gave: their records, the routes among them, and what
 * was to be said.  Threads fill batches, and they are taken in order
 * (registry_take()).  Do not move an open one.
 */
struct batch {
	struct buf records;
	struct batch_object *object;	/* of trees; those of a text may
					 * have equal keys */
	size_t nobjects;
	size_t object_cap;
	struct buf names;	/* what the objects are called */
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
