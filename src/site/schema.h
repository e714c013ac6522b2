#ifndef BIRDFEED_SCHEMA_H
#define BIRDFEED_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "site/value.h"
#include "site/ynode.h"

/*
 * A schema is a table of the keys (value.h) that a map may have.  There are
 * schemas for the maps of the site file and for peers in YAML, in requests and
 * in peer records.  All code that reads or writes a map uses its schema.
 */

struct schema {
	const char *what; /* "a peer", for messages */
	const struct key *keys;
	size_t n;
	size_t lines; /* offset of unsigned[n]: the line of each
				 * value, 0 if it was not given */
};

/* The file of a map, and where errors in it are reported. */
struct reading {
	const char *file;
	enum diag_level level;
	struct diag *diag;
};

/* Reports what is wrong with FIELD on that line.  Always returns false. */
bool reading_refuse(const struct reading *reading, unsigned line,
    const char *field, const char *text);

/* Sets the default of every key that is not given.  BASE must have been zeroed
 * at first. */
void schema_defaults(const struct schema *s, void *base);
/*
 * Reads MAP into BASE and sets the defaults.  Reports every error at LEVEL
 * with FILE and the line, and returns false if there is any.  Free the content
 * of BASE with schema_free() in both cases.
 */
bool schema_read(const struct schema *s, const struct ynode *map, void *base,
    const char *file, enum diag_level level, struct diag *diag);
/* The row of that name, or NULL.  The index of the row is also the index of
 * its line in LINES. */
const struct key *schema_find(const struct schema *s, const char *name,
    size_t n);
/* The same, but starts the search at row FROM and wraps around.  This is fast
 * if the names come in the order of the table. */
const struct key *schema_find_from(const struct schema *s, size_t from,
    const char *name, size_t n);
/* True if the key has a value that is not its default: the value was given, or
 * code has set it. */
bool schema_given(const struct schema *s, const struct key *key,
    const void *base);
void schema_free(const struct schema *s, void *base);

/*
 * Calls VISIT for each value in BASE that was given or has a default, in the
 * order of the tables; for a list, once for each item.  NAME is the key's name
 * behind those of the maps that contain it, "bird.user".  TEXT is the value as
 * value_print() prints it, valid during the call.  Values of VALUE_OTHER are
 * left out.
 */
typedef void schema_visit(const char *name, const char *text, void *arg);
void schema_each(const struct schema *s, const void *base, schema_visit *visit,
    void *arg);

#endif
