#ifndef BIRD_RENDER_IRR_SET_H
#define BIRD_RENDER_IRR_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "base/prefix-set.h"
#include "base/range-operator.h"
#include "stream/record.h"

/* An as-set or route-set record: its name and source in upper case, and its
 * members as the record has them. */
struct irr_set {
	char *name;
	char *source; /* "": not given */
	char *members;
};

struct irr_sets {
	struct irr_set *v; /* by name, once irr_sets_sort() was called */
	size_t n;
	size_t cap;
};

/* An AS number with a range operator: its routes count with it. */
struct irr_operated {
	uint32_t asn;
	struct range_operator range;
};

/* The result of an expansion.  Zero it first; free asns.v and operated with
 * free(3) and ranges with prefix_set_free(). */
struct irr_members {
	struct asn_list asns;
	struct irr_operated *operated; /* some of asns, maybe repeated */
	size_t noperated;
	size_t operated_cap;
	struct prefix_set ranges; /* of both families, with operators */
	size_t missing;		  /* sets without a record */
	size_t unread;		  /* members of no known form */
};

/* Adds the set in REC.  REC is registry text: a record that is not a set is
 * skipped. */
void irr_sets_take(struct irr_sets *sets, const struct record *rec);
/* Sorts by name.  Call it before irr_sets_has() and irr_sets_expand(). */
void irr_sets_sort(struct irr_sets *sets);
/* Is NAME, or the NAME of SOURCE::NAME, a route-set? */
bool irr_set_is_routes(const char *name);
/* Is there a record of NAME, or for SOURCE::NAME one of that source? */
bool irr_sets_has(const struct irr_sets *sets, const char *name);
/*
 * Adds the members of the set NAME, and of the sets among them, to M.  It
 * visits each set once, so loops and depth do not matter.  All records of a
 * name count.  With SOURCE::NAME, NAME and each set below it come from the
 * records of SOURCE if there are any, else from all records.  Without SOURCE,
 * records that have no source are preferred in the same way: irr-fetch writes
 * them of what the server's own order of sources gives.
 */
void irr_sets_expand(const struct irr_sets *sets, const char *name,
    struct irr_members *m);
void irr_sets_free(struct irr_sets *sets);

#endif
