#ifndef REGISTRY_CHECK_AS_BLOCK_H
#define REGISTRY_CHECK_AS_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rpsl/stored-object.h"

/* The ranges of AS numbers in as-block objects, sorted. */
struct as_blocks {
	struct as_block *v;
	size_t n;
	size_t cap;
};

/* Takes the as-block objects in LIST; skips malformed objects. */
void as_blocks_open(struct as_blocks *blocks, const struct stored_list *list);
/* Is ASN in an as-block? */
bool as_blocks_have(const struct as_blocks *blocks, uint32_t asn);
void as_blocks_close(struct as_blocks *blocks);

#endif
