#ifndef BIRDFEED_POLICY_LISTS_H
#define BIRDFEED_POLICY_LISTS_H

#include <stdbool.h>

#include "base/asn.h"
#include "base/list.h"
#include "site/schema.h"
#include "site/ynode.h"

/*
 * The operator's changes to the lists of the public internet's policy.  A list
 * replaces the built-in list; a map adds to it and removes from it.
 */
enum { CHANGE_ADD, CHANGE_REMOVE, CHANGE_KEYS };
struct prefix_change {
	bool only; /* ADD replaces the built-in list */
	struct prefix_list add;
	struct prefix_list remove;
	unsigned line[CHANGE_KEYS];
};
struct asn_change {
	bool only;
	struct asn_range_list add;
	struct asn_range_list remove;
	unsigned line[CHANGE_KEYS];
};

enum { BOTH_PREFIXES, BOTH_ASNS, BOTH_KEYS };
/* Changes to a list of prefixes and to a list of AS numbers. */
struct both_changes {
	struct prefix_change prefixes;
	struct asn_change asns;
	unsigned line[BOTH_KEYS];
};

struct policy_lists {
	struct both_changes bogons;
	struct both_changes blocked; /* no built-in list */
	struct asn_change transit_free;
	struct asn_change never_via_route_servers; /* the same */
};

/* Read the value of a key.  False if anything is wrong, which has been
 * reported.  Free with policy_lists_free() in both cases. */
bool both_changes_read(struct both_changes *b, const struct ynode *node,
    const char *what, const struct reading *reading);
bool asn_change_read(struct asn_change *c, const struct ynode *node,
    const struct reading *reading);
void policy_lists_free(struct policy_lists *lists);

#endif
