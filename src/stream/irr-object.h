#ifndef BIRDFEED_IRR_OBJECT_H
#define BIRDFEED_IRR_OBJECT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/prefix.h"

/* Registry objects that are made of an IRR server's answers. */

/* Appends an as-set or route-set record (CLASS) to LINE.  Empty MEMBERS and
 * RANGES (prefixes with operators), and a SOURCE of NULL, are left out. */
void irr_set_put(struct buf *line, const char *class, const char *name,
    const char *members, const char *ranges, const char *source);
/* Appends a route or route6 record to LINE. */
void irr_route_put(struct buf *line, const struct prefix *prefix, uint32_t asn);

#endif
