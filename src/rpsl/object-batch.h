#ifndef RPSL_OBJECT_BATCH_H
#define RPSL_OBJECT_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "rpsl/route-object.h"
#include "rpsl/stored-object.h"

/* An object of a registry tree in a batch. */
struct batch_object {
	size_t id; /* offset of "CLASS/KEY" in NAMES; no NUL */
	size_t id_len;
	uint32_t hash; /* of the id */
	size_t file;   /* offset of its path in NAMES, with a NUL */
	unsigned long line;
	size_t record;	   /* offset of its record in RECORDS */
	size_t record_len; /* 0: it is not printed */
	size_t route;	   /* its index in ROUTES, or SIZE_MAX */
};

/*
 * The results of some objects: their records, their routes, and the
 * diagnostics.  Threads fill batches, and registry_take() takes the batches in
 * order.  Do not move an open batch: its diag points to it.
 */
struct batch {
	struct buf records;
	struct batch_object *object; /* of trees; those of a text may
					 * have equal keys */
	size_t nobjects;
	size_t object_cap;
	struct buf names; /* keys and paths of the objects */
	unsigned long objects;
	unsigned long seen; /* objects of a text, selected or not */
	struct route_list routes;
	struct stored_list kept;
	struct diag diag; /* stores its lines in SAID */
	struct buf said;
};

/* DIAG is where batch_say() will print the lines. */
void batch_open(struct batch *b, const struct diag *diag);
/* Prints the lines that the batch stored, and adds up its counts. */
void batch_say(struct batch *b, struct diag *diag);
void batch_close(struct batch *b);

#endif
