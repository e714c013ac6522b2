#ifndef BIRDFEED_SCHEMA_H
#define BIRDFEED_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "site/value.h"
#include "site/ynode.h"

/*
 * A schema is a table of keys (value.h): what a map of the site file, a peer
 * in YAML, a request record and a peer record may hold.  Whatever reads or
 * writes a map uses its schema.
 */

struct schema {
	const char *what;	/* "a peer", for messages */
	const struct key *keys;
	size_t n;
	size_t lines;		/* offset of unsigned[n]: the line a value
				 * stands on, 0 where none was given */
};

/* Where a map is read from, and who is told what is wrong with it. */
struct reading {
	const char *file;
	enum diag_level level;
	struct diag *diag;
};

/* Reports what is wrong with FIELD on that line; returns false. */
bool reading_refuse(const struct reading *reading, unsigned line,
    const char *field, const char *text);

/* Sets every default of what is not given; BASE was zeroed at first. */
void schema_defaults(const struct schema *s, void *base);
/*
 * Reads MAP into BASE, defaults included.  Everything wrong is reported at
 * LEVEL with FILE and its line; false when anything was.  Free what BASE
 * holds with schema_free(), in every case.
 */
bool schema_read(const struct schema *s, const struct ynode *map, void *base,
    const char *file, enum diag_level level, struct diag *diag);
/* The row of that name; NULL when there is none.  Its index is its line's. */
const struct key *schema_find(const struct schema *s, const char *name,
    size_t n);
/* The same, looking from the row FROM on, as where names come in the table's
 * order; what stands before it comes last. */
const struct key *schema_find_from(const struct schema *s, size_t from,
    const char *name, size_t n);
/* Is there a value, given or set?  Defaults do not count. */
bool schema_given(const struct schema *s, const struct key *key,
    const void *base);
void schema_free(const struct schema *s, void *base);

#endif
