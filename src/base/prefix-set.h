#ifndef BIRD_RENDER_PREFIX_SET_H
#define BIRD_RENDER_PREFIX_SET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/prefix.h"

/* All prefixes of MIN to MAX bits that lie in PREFIX. */
struct prefix_range {
	struct prefix prefix;
	uint8_t min;
	uint8_t max;
};

/* Which prefixes, of one family; all zero is none. */
struct prefix_set {
	struct prefix_range *v;
	size_t n;
	size_t cap;
};

void prefix_set_add(struct prefix_set *set, const struct prefix *p,
    unsigned min, unsigned max);
/*
 * The same prefixes in as few ranges as pairing neighbours gives, in order;
 * what order they were added in does not show.
 */
void prefix_set_aggregate(struct prefix_set *set);
/* "define NAME = [ ... ];" */
void prefix_set_print(FILE *f, const char *name,
    const struct prefix_set *set);
void prefix_set_free(struct prefix_set *set);

#endif
