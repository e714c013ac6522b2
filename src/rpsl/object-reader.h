#ifndef RPSL_OBJECT_READER_H
#define RPSL_OBJECT_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "rpsl/attr.h"
#include "rpsl/object-batch.h"
#include "rpsl/object-class.h"

/* The largest object, in bytes.  Readers stop one byte after that. */
#define OBJECT_MAX ((size_t)4 * 1024 * 1024)

/* What to do with the objects of a class. */
struct object_use {
	struct class class;
	bool print; /* their records */
	bool route; /* their ROA data */
	bool keep;  /* only store the objects */
};

/* The buffers that a thread needs to read objects; it reuses them. */
struct object_reader {
	char *text;	 /* room for OBJECT_MAX + 1 and ATTR_ROOM */
	struct buf path; /* the object's file, for messages */
	struct attr_reader attrs;
};

void object_reader_open(struct object_reader *r);
void object_reader_close(struct object_reader *r);

/*
 * Adds a record of the object in the first N bytes of r->text, the contents of
 * the file r->path, to BATCH.  Refuses, in BATCH, a text that is not an object
 * of USE's class.
 */
void object_parse(struct object_reader *r, size_t n,
    const struct object_use *use, struct batch *batch);
/*
 * The same for the next object of r->attrs, which reads a text of many
 * objects.  Moves r->attrs to the end of the object.
 */
void object_next(struct object_reader *r, const struct object_use *use,
    struct batch *batch);
/* Refuses the object that starts in LINE of the file r->path; 0: the file. */
void object_refuse(struct object_reader *r, struct batch *batch,
    unsigned long line, const char *what);

#endif
