#ifndef BIRDFEED_ACTIVITY_H
#define BIRDFEED_ACTIVITY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "stream/field.h"

/*
 * A sign of life of a network: the day on which an AS was last seen, and
 * where.
 */
struct activity {
	uint32_t asn;
	int64_t day;		/* its first second, UTC, since 1970 */
	struct slice source;	/* of the record, or the caller's */
};

/*
 * Reads an activity record.  False for one that mrt-origins or
 * registry-activity cannot have written; that has been reported.
 */
bool activity_take(const struct taking *t, struct activity *activity);
/* Appends the record, a line; any moment of the day will do. */
void activity_put(struct buf *line, const struct activity *activity);
/* By AS, the newest first, then source. */
int activity_cmp(const struct activity *a, const struct activity *b);

#endif
