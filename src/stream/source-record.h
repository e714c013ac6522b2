#ifndef BIRDFEED_SOURCE_RECORD_H
#define BIRDFEED_SOURCE_RECORD_H

#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"
#include "stream/field.h"

/* A document that source-fetch has fetched, as a source record.  The struct
 * does not own the bytes. */
struct source_record {
	struct slice name;   /* of the source in the site file */
	struct slice url;    /* may be empty */
	struct slice sha256; /* of the body, hexadecimal; may be empty */
	struct slice body;
};

/* Reads a source record.  S points into T's record.  False for a record
 * without a body, which has been reported. */
bool source_record_take(const struct taking *t, struct source_record *s);
/*
 * The name in LINE, an unparsed source record.  Valid names need no escapes,
 * so a key with escapes matches no name.
 */
struct slice source_record_name(struct slice line);
/* Writes S as a record directly to F, because the body may be large. */
void source_record_put(FILE *f, const struct source_record *s);

#endif
