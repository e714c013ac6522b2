#ifndef BIRDFEED_ACTIVITY_H
#define BIRDFEED_ACTIVITY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "stream/field.h"

/*
 * A network's activity: the day on which an AS was last seen, and the source
 * that has seen it.
 */
struct activity {
	uint32_t asn;
	int64_t day;	     /* its first second, since 1970 in UTC */
	struct slice source; /* the record or the caller owns it */
};

/*
 * Reads an activity record.  False for a record that mrt-origins or
 * registry-activity cannot have written, which has been reported.
 */
bool activity_take(const struct taking *t, struct activity *activity);
/* Appends the record as a line.  DAY may be any time of the day. */
void activity_put(struct buf *line, const struct activity *activity);
/* Orders by AS, then the newest day first, then source. */
int activity_cmp(const struct activity *a, const struct activity *b);

#endif
