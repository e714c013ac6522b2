#ifndef BIRDFEED_LATENCY_H
#define BIRDFEED_LATENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "stream/field.h"

/* The upper limits of dn42's latency classes 1 to 8, in microseconds.  Class 9
 * is everything above. */
#define LATENCY_CLASSES 9
extern const uint32_t latency_borders[LATENCY_CLASSES - 1];

/* dn42's class, 1 to 9, for a round-trip time. */
unsigned latency_class(uint32_t microseconds);

/*
 * What link-latency knows about a link.  NAME is the peer's name, or the
 * interface of a mesh link.
 */
struct latency {
	char *name;
	char *router;
	uint32_t us;	  /* the median when the class last changed */
	unsigned class;	  /* of that median, 1 to 9 */
	uint64_t since;	  /* start of the class; seconds since
				 * 1970 */
	uint32_t samples; /* current number of samples */
	struct place place;
};

/* A zeroed struct is an empty list; free it with latencies_free(). */
struct latencies {
	struct latency *v;
	size_t n;
	size_t cap;
};

/* Appends L as a record of class "latency". */
void latency_put(struct buf *line, const struct latency *l);
/*
 * Adds a latency record.  False for a record that link-latency cannot have
 * written, which has been reported.
 */
bool latencies_take(struct latencies *list, const struct taking *t);
/* Sorts by router, then name.  False if two records are about the same link,
 * which has been reported. */
bool latencies_sort(struct latencies *list, struct diag *diag);
/* The latency of that link, or NULL.  The list must be sorted. */
const struct latency *latencies_find(const struct latencies *list,
    const char *router, const char *name);
void latencies_free(struct latencies *list);

#endif
