#ifndef BIRDFEED_TAGGING_H
#define BIRDFEED_TAGGING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/community.h"
#include "base/prefix.h"
#include "site/schema.h"
#include "site/ynode.h"

/* Communities that a session adds to the routes that it announces. */
enum { TAGGING_PREFIX, TAGGING_COMMUNITIES, TAGGING_KEYS };
struct tagging {
	struct prefix prefix; /* only to this; see line[] */
	struct community_list communities;
	unsigned line[TAGGING_KEYS];
};

struct tagging_list {
	struct tagging *v; /* in the order of the file */
	size_t n;
};

/* Reads a list whose items are communities, or maps of a prefix and its
 * communities.  False if anything is wrong, which has been reported.  Free
 * with taggings_free() in both cases. */
bool taggings_read(struct tagging_list *list, const struct ynode *node,
    const struct reading *reading);
void taggings_free(struct tagging_list *list);

#endif
