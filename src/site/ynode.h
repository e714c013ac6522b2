#ifndef BIRDFEED_YNODE_H
#define BIRDFEED_YNODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

enum ynode_kind { YNODE_SCALAR, YNODE_LIST, YNODE_MAP };

/*
 * A YAML document as a tree.  Every node keeps its line.  Accepts only a part
 * of YAML: one document, no anchors, aliases or tags, scalar keys, no key
 * twice, at most 16 levels.
 */
struct ynode {
	enum ynode_kind kind;
	unsigned line;
	char *text; /* of a scalar; NUL-terminated */
	size_t len;
	bool quoted;	    /* a scalar in quotes: never null */
	struct ynode *item; /* a list's items, or a map's keys and values
				 * alternately */
	size_t n;	    /* a map of 2 entries has n 4 */
	size_t cap;
};

/*
 * Reads FILE.  Returns NULL if it cannot be read, which has been reported as
 * an error, or if it is not such a document, which has been reported at LEVEL.
 * Free the result with ynode_free().
 */
struct ynode *ynode_read(const char *file, enum diag_level level,
    struct diag *diag);
/* The value of KEY in a map, or NULL. */
const struct ynode *ynode_get(const struct ynode *map, const char *key);
/* True for a scalar that is empty, ~ or null: there is no value. */
bool ynode_is_null(const struct ynode *node);
void ynode_free(struct ynode *root);

#endif
