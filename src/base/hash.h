#ifndef BIRDFEED_HASH_H
#define BIRDFEED_HASH_H

/*
 * uthash(3) with a keyed hash: the keys are strangers' text, and with a
 * known hash function strangers could make a table a list.  Include this
 * before <uthash.h>.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/mem.h"

struct diag;

/* Call it before the first table.  It calls sodium_init(3), and is false when
 * that fails. */
bool hash_init(void);
/* The same, and reports the failure. */
bool hash_start(struct diag *diag);
unsigned hash_of(const void *key, size_t n);

#define uthash_malloc(size) mem_alloc(size)
#define uthash_free(p, size) free(p)
#define HASH_FUNCTION(key, len, hashv) ((hashv) = hash_of((key), (len)))

#endif
