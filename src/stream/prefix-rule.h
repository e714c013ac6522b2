#ifndef BIRDFEED_PREFIX_RULE_H
#define BIRDFEED_PREFIX_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/prefix.h"
#include "stream/field.h"

/* A line of the registry's filter.txt, as a prefix-rule record. */
struct prefix_rule {
	uint32_t number;
	bool permit;
	struct prefix prefix;
	uint8_t min;	    /* smallest prefix length */
	uint8_t max;	    /* largest prefix length */
	unsigned long line; /* of the stream, for --explain */
};

/*
 * Reads a prefix-rule record.  False for a record that registry-parse cannot
 * have written, which has been reported.
 */
bool prefix_rule_take(const struct taking *t, struct prefix_rule *rule);
/* Appends RULE as a record. */
void prefix_rule_put(struct buf *line, const struct prefix_rule *rule);
/* Orders by family, then number: the order in which rules are tried.  This is
 * a total order. */
int prefix_rule_cmp(const struct prefix_rule *a, const struct prefix_rule *b);

#define PREFIX_RULE_ID 16 /* the longest text and its NUL */
/* Prints "1001/ipv4" for the rule NUMBER about P: the key of its record and
 * the rule's name in messages.  Returns TEXT. */
const char *prefix_rule_id(char text[static PREFIX_RULE_ID], uint32_t number,
    const struct prefix *p);

#endif
