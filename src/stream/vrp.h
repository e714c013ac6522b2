#ifndef BIRDFEED_VRP_H
#define BIRDFEED_VRP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/prefix.h"
#include "stream/field.h"

/*
 * A validated ROA payload (RFC 6811): ASN may announce PREFIX and the prefixes
 * in it, up to the length MAX.
 */
struct vrp {
	struct prefix prefix;
	uint8_t max;
	uint32_t asn;
};

/*
 * Reads a vrp record.  False for a record that registry-parse cannot have
 * written, which has been reported.
 */
bool vrp_take(const struct taking *t, struct vrp *vrp);
/* The registry that a vrp record comes from, as untrusted text, or NULL if the
 * record does not name it. */
const struct slice *vrp_source(const struct taking *t);
/* Appends VRP as a record.  An empty SOURCE means no source. */
void vrp_put(struct buf *line, const struct vrp *vrp, struct slice source);

/* Orders by prefix, max-length, then AS number.  Inline, because sorting calls
 * it often. */
static inline int
vrp_cmp(const struct vrp *a, const struct vrp *b)
{
	int c = prefix_cmp(&a->prefix, &b->prefix);

	if (c != 0)
		return c;
	if (a->max != b->max)
		return a->max < b->max ? -1 : 1;
	return (a->asn > b->asn) - (a->asn < b->asn);
}

#endif
