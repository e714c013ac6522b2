#ifndef BIRD_RENDER_AS_SET_H
#define BIRD_RENDER_AS_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "stream/record.h"

/* An as-set record: its name in upper case, and its members as they stood. */
struct as_set {
	char *name;
	char *members;
};

struct as_sets {
	struct as_set *v;	/* by name, once as_sets_sort() was called */
	size_t n;
	size_t cap;
};

/* Adds the record's; registry text: what is no as-set is passed over. */
void as_sets_take(struct as_sets *sets, const struct record *rec);
void as_sets_sort(struct as_sets *sets);
bool as_sets_has(const struct as_sets *sets, const char *name);
/*
 * Adds the AS numbers of NAME's members, and of theirs, to LIST (free(3) its
 * v): each set is looked at once, so that loops and depth are no matter.
 * All records of one name count.
 */
void as_sets_expand(const struct as_sets *sets, const char *name,
    struct asn_list *list);
void as_sets_free(struct as_sets *sets);

#endif
