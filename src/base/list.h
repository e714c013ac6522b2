#ifndef BIRDFEED_LIST_H
#define BIRDFEED_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/prefix.h"

/* Our address on a link and the other side's, written OURS/THEIRS. */
struct addr_pair {
	struct addr local;
	struct addr peer;
};

struct text_list {
	char **v;
	size_t n;
};

struct prefix_list {
	struct prefix *v;
	size_t n;
};

struct asn_list {
	uint32_t *v;
	size_t n;
};

/* Sorts the list in the order of prefix_cmp(). */
void prefix_list_sort(struct prefix_list *list);
/* True if both have the same prefixes in the same order. */
bool prefix_list_equal(const struct prefix_list *a,
    const struct prefix_list *b);
/* True if a prefix of the list contains A. */
bool prefix_list_contains(const struct prefix_list *list, const struct addr *a);
/* True if a prefix of the list contains P or is P. */
bool prefix_list_covers(const struct prefix_list *list, const struct prefix *p);

#endif
