#ifndef BIRDFEED_HASH_H
#define BIRDFEED_HASH_H

/*
 * uthash(3) with a keyed hash.  The keys come from untrusted text, and with a
 * known hash function an attacker could choose keys that all collide.
 * Include this header before <uthash.h>.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/mem.h"

struct diag;

/* Call this before you use the first table.  It calls sodium_init(3) and
 * returns false if that fails. */
bool hash_init(void);
/* The same, but also reports the failure. */
bool hash_start(struct diag *diag);
unsigned hash_of(const void *key, size_t n);

#define uthash_malloc(size) mem_alloc(size)
#define uthash_free(p, size) free(p)
#define HASH_FUNCTION(key, len, hashv) ((hashv) = hash_of((key), (len)))

#endif
