#ifndef BIRDFEED_TAGGING_H
#define BIRDFEED_TAGGING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/community.h"
#include "base/prefix.h"
#include "site/schema.h"
#include "site/ynode.h"

/* Communities that are added to what a session announces. */
enum { TAGGING_PREFIX, TAGGING_COMMUNITIES, TAGGING_KEYS };
struct tagging {
	struct prefix prefix;		/* to this one; see line[] */
	struct community_list communities;
	unsigned line[TAGGING_KEYS];
};

struct tagging_list {
	struct tagging *v;		/* in the operator's order */
	size_t n;
};

/* Reads a list of communities, and of maps of a prefix and communities; false
 * when anything is wrong, which was reported.  Free with taggings_free() in
 * every case. */
bool taggings_read(struct tagging_list *list, const struct ynode *node,
    const struct reading *reading);
void taggings_free(struct tagging_list *list);

#endif
