#ifndef BIRDFEED_LEAVE_H
#define BIRDFEED_LEAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "stream/field.h"

/* A peer that its own network has removed.  The record shows that the peer is
 * not missing by accident. */
struct leave {
	char *name;
	char *router;
	int64_t at; /* time of the removal; seconds since 1970 */
};

struct leaves {
	struct leave *v;
	size_t n;
	size_t cap;
};

/* Adds a leave record.  False for a record that request-store cannot have
 * written, which has been reported. */
bool leaves_take(const struct taking *t, struct leaves *leaves);
/* Sorts by router, then name, and removes duplicates. */
void leaves_sort(struct leaves *leaves);
void leaves_free(struct leaves *leaves);
/* Appends LEAVE as a record. */
void leave_put(struct buf *line, const struct leave *leave);

#endif
