#ifndef REGISTRY_CHECK_OBJECT_INDEX_H
#define REGISTRY_CHECK_OBJECT_INDEX_H

#include <stddef.h>

#include "base/buf.h"
#include "rpsl/stored-object.h"

/*
 * The objects by class and key.  As in the registry's own checker, the class
 * is the name of the first attribute, and the key is the name of the file.  So
 * a reference also finds an object that is malformed or in the wrong folder,
 * and one mistake is one finding.
 */
struct lookup {
	struct lookup_entry *table;
	struct lookup_entry *v; /* N of them */
	size_t n;
	struct buf id; /* the id of the current search */
};

/*
 * LIST must outlive it; call hash_init() first.  The first of objects with the
 * same id is used.
 */
void lookup_open(struct lookup *l, const struct stored_list *list);
/* The object KEY of CLASS; / and _ are the same.  NULL if there is none. */
const struct stored *lookup_find(struct lookup *l, struct slice class,
    struct slice key);
void lookup_close(struct lookup *l);

#endif
