#ifndef BIRDFEED_PREFIX_RULE_H
#define BIRDFEED_PREFIX_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/prefix.h"
#include "stream/field.h"

/* A line of the registry's filter.txt: a prefix-rule record. */
struct prefix_rule {
	uint32_t number;
	bool permit;
	struct prefix prefix;
	uint8_t min;		/* prefix lengths */
	uint8_t max;
	unsigned long line;	/* of the stream, for --explain */
};

/*
 * Reads a prefix-rule record.  False for one that registry-parse cannot have
 * written; that has been reported.
 */
bool prefix_rule_take(const struct taking *t, struct prefix_rule *rule);
/* By family, then number: the order in which they are asked; it is total. */
int prefix_rule_cmp(const struct prefix_rule *a,
    const struct prefix_rule *b);

#endif
