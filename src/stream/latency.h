#ifndef BIRDFEED_LATENCY_H
#define BIRDFEED_LATENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "stream/field.h"

/* The most that dn42's classes 1 to 8 stand for, in microseconds; class 9 is
 * everything beyond. */
#define LATENCY_CLASSES 9
extern const uint32_t latency_borders[LATENCY_CLASSES - 1];

/* dn42's class, 1 to 9, of a round trip time. */
unsigned latency_class(uint32_t microseconds);

/*
 * What link-latency knows of one link: a peer's, by the peer's name, or one of
 * the mesh, by its interface.
 */
struct latency {
	char *name;
	char *router;
	uint32_t us;		/* the median when the class last changed */
	unsigned class;		/* of that median, 1 to 9 */
	uint64_t since;		/* of the class; seconds since 1970 */
	uint32_t samples;	/* in the memory now */
	struct place place;
};

/* Zeroed, it is empty. */
struct latencies {
	struct latency *v;
	size_t n;
	size_t cap;
};

/* Appends L as a record of class "latency". */
void latency_put(struct buf *line, const struct latency *l);
/*
 * Adds a latency record.  False for one that link-latency cannot have
 * written; that has been reported.
 */
bool latencies_take(struct latencies *list, const struct taking *t);
/* By router, then name.  False, and reported, when two are of one link. */
bool latencies_sort(struct latencies *list, struct diag *diag);
/* The one of that link; NULL if there is none.  The list is sorted. */
const struct latency *latencies_find(const struct latencies *list,
    const char *router, const char *name);
void latencies_free(struct latencies *list);

#endif
