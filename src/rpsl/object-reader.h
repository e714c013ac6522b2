#ifndef RPSL_OBJECT_READER_H
#define RPSL_OBJECT_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "rpsl/attr.h"
#include "rpsl/object-batch.h"
#include "rpsl/object-class.h"

/* No object is larger; what is read of one ends a byte behind that. */
#define OBJECT_MAX ((size_t)4 * 1024 * 1024)

/* What is wanted of a class's objects. */
struct object_use {
	struct class class;
	bool print;		/* their records */
	bool route;		/* what they say about ROAs */
	bool keep;		/* they themselves, and nothing else */
};

/* What one thread needs to read objects, used again for each. */
struct object_reader {
	char *text;		/* room for OBJECT_MAX + 1 and ATTR_ROOM */
	struct buf path;	/* the object's, for messages */
	struct attr_reader attrs;
};

void object_reader_open(struct object_reader *r);
void object_reader_close(struct object_reader *r);

/*
 * Makes the N bytes of r->text, which stand in the file r->path, a record
 * in BATCH.  What is no object of USE's class is refused there.
 */
void object_parse(struct object_reader *r, size_t n,
    const struct object_use *use, struct batch *batch);
/*
 * The same for the object at which r->attrs stands, one of many in a text;
 * goes behind it.
 */
void object_next(struct object_reader *r, const struct object_use *use,
    struct batch *batch);
/* Refuses what starts in LINE of the file r->path; 0: all of it. */
void object_refuse(struct object_reader *r, struct batch *batch,
    unsigned long line, const char *what);

#endif
