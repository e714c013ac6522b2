#ifndef BIRD_RENDER_IRR_SET_H
#define BIRD_RENDER_IRR_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "base/prefix-set.h"
#include "stream/record.h"

/* An as-set or route-set record: its name and source in upper case, and its
 * members as they stood. */
struct irr_set {
	char *name;
	char *source;		/* "": not given */
	char *members;
};

struct irr_sets {
	struct irr_set *v;	/* by name, once irr_sets_sort() was called */
	size_t n;
	size_t cap;
};

/* What sets come to.  Zero it; free(3) asns.v, prefix_set_free() ranges. */
struct irr_members {
	struct asn_list asns;
	struct prefix_set ranges;	/* of both families, with operators */
	size_t missing;		/* sets that no record is there of */
	size_t unread;		/* members that are nothing known */
};

/* Adds the record's; registry text: what is no set is passed over. */
void irr_sets_take(struct irr_sets *sets, const struct record *rec);
void irr_sets_sort(struct irr_sets *sets);
/* Is NAME, perhaps SOURCE::NAME, a route-set? */
bool irr_set_is_routes(const char *name);
bool irr_sets_has(const struct irr_sets *sets, const char *name);
/*
 * Adds what NAME's members come to, and theirs: each set is looked at once,
 * so that loops and depth are no matter.  All records of one name count.
 * With SOURCE::NAME those of that source do, and of sets in it too, where the
 * source has them.
 */
void irr_sets_expand(const struct irr_sets *sets, const char *name,
    struct irr_members *m);
void irr_sets_free(struct irr_sets *sets);

#endif
