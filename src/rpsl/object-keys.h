#ifndef RPSL_OBJECT_KEYS_H
#define RPSL_OBJECT_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/slice.h"

/* The key of an object.  ID and FILE are offsets in the list's NAMES. */
struct object_key {
	size_t id;
	size_t id_len;
	size_t file;
	unsigned long line;
};

/*
 * The keys of all objects so far, to find duplicates: a hash table with open
 * addressing, because a registry has many objects and very few duplicate keys.
 * All zero is empty; free with object_keys_free().
 */
struct object_keys {
	struct object_key *v;
	size_t n;
	size_t cap;
	struct object_keys_slot {
		uint32_t hash;
		uint32_t number; /* of the key, from 1; 0: free */
	} * slot;
	size_t nslots; /* a power of two, or 0 */
	struct buf names;
};

/*
 * Adds ID ("CLASS/KEY"), of the object at PLACE; HASH is hash_of(ID).  False
 * if an earlier object has the same key: the table keeps that object, and
 * *OTHER is its place.  It is valid until the next call.
 */
bool object_keys_add(struct object_keys *keys, struct slice id, uint32_t hash,
    const struct place *place, struct place *other);
void object_keys_free(struct object_keys *keys);

#endif
