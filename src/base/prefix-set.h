#ifndef BIRD_RENDER_PREFIX_SET_H
#define BIRD_RENDER_PREFIX_SET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/prefix.h"

/* All prefixes in PREFIX whose length is MIN .. MAX bits. */
struct prefix_range {
	struct prefix prefix;
	uint8_t min;
	uint8_t max;
};

/* A set of prefixes of one family.  A zeroed struct is an empty set; free it
 * with prefix_set_free(). */
struct prefix_set {
	struct prefix_range *v;
	size_t n;
	size_t cap;
};

void prefix_set_add(struct prefix_set *set, const struct prefix *p,
    unsigned min, unsigned max);
/*
 * Sorts the ranges, drops those that another range covers, and joins the two
 * halves of a prefix.  The set has the same prefixes afterwards.  The result
 * does not depend on the order in which they were added.
 */
void prefix_set_aggregate(struct prefix_set *set);
/* Prints the set for BIRD: "define NAME = [ ... ];". */
void prefix_set_print(FILE *f, const char *name, const struct prefix_set *set);
void prefix_set_free(struct prefix_set *set);

#endif
