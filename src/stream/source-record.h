#ifndef BIRDFEED_SOURCE_RECORD_H
#define BIRDFEED_SOURCE_RECORD_H

#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"
#include "stream/field.h"

/* A document that source-fetch fetched: a source record.  The bytes are
 * somebody else's. */
struct source_record {
	struct slice name;	/* of the source in the site file */
	struct slice url;	/* empty: not said */
	struct slice sha256;	/* of the body, in hexadecimal; likewise */
	struct slice body;
};

/* Reads a source record; what it points to lives as long as T's record.
 * False for one without a body, which has been reported. */
bool source_record_take(const struct taking *t, struct source_record *s);
/*
 * The name in LINE, a source record that is not parsed yet.  Names have no
 * escapes; a key that has any is nobody's name.
 */
struct slice source_record_name(struct slice line);
/* Writes S as a record, straight to F: a body may be large. */
void source_record_put(FILE *f, const struct source_record *s);

#endif
