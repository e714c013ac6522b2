#ifndef REGISTRY_CHECK_OBJECT_INDEX_H
#define REGISTRY_CHECK_OBJECT_INDEX_H

#include <stddef.h>

#include "base/buf.h"
#include "rpsl/stored-object.h"

/*
 * The objects by class and key.  As the registry's own checker has it, an
 * object's class is its first attribute's name, and its key the file's: a
 * reference finds an object that is malformed otherwise or in the wrong
 * folder, and one mistake gives one finding.
 */
struct lookup {
	struct lookup_entry *table;
	struct lookup_entry *v;	/* N of them */
	size_t n;
	struct buf id;		/* what is looked up now */
};

/* LIST stays, and hash_init() was called.  Of equal ones the first
 * counts. */
void lookup_open(struct lookup *l, const struct stored_list *list);
/* The object KEY of CLASS, with / and _ as the same; NULL when there is
 * none. */
const struct stored *lookup_find(struct lookup *l, struct slice class,
    struct slice key);
void lookup_close(struct lookup *l);

#endif
