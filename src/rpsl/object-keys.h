#ifndef RPSL_OBJECT_KEYS_H
#define RPSL_OBJECT_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/slice.h"

/* One object: its text is in the names of the keys. */
struct object_key {
	size_t id;
	size_t id_len;
	size_t file;
	unsigned long line;
};

/*
 * The keys of all objects that were taken, to find a key that comes twice: a
 * table by hash with open addressing, because a registry has many objects and
 * hardly ever a key twice.  All zero is empty; free with object_keys_free().
 */
struct object_keys {
	struct object_key *v;
	size_t n;
	size_t cap;
	struct object_keys_slot {
		uint32_t hash;
		uint32_t number;	/* of the key, from 1; 0: free */
	} *slot;
	size_t nslots;		/* a power of two, or 0 */
	struct buf names;
};

/*
 * Adds ID ("CLASS/KEY"), of the object at PLACE; HASH is hash_of(ID).
 * True.  False when another object has the key: that one stays, and *OTHER
 * is where it stands until the next call.
 */
bool object_keys_add(struct object_keys *keys, struct slice id, uint32_t hash,
    const struct place *place, struct place *other);
void object_keys_free(struct object_keys *keys);

#endif
