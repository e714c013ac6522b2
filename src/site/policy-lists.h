#ifndef BIRDFEED_POLICY_LISTS_H
#define BIRDFEED_POLICY_LISTS_H

#include <stdbool.h>

#include "base/asn.h"
#include "base/list.h"
#include "site/schema.h"
#include "site/ynode.h"

/*
 * The lists of the public internet's policy, and what the operator changes of
 * them: a list takes the place of the built-in one, a map adds and removes.
 */
enum { CHANGE_ADD, CHANGE_REMOVE, CHANGE_KEYS };
struct prefix_change {
	bool only;		/* ADD takes the built-in list's place */
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
/* Of prefixes and of AS numbers. */
struct both_changes {
	struct prefix_change prefixes;
	struct asn_change asns;
	unsigned line[BOTH_KEYS];
};

struct policy_lists {
	struct both_changes bogons;
	struct both_changes blocked;		/* nothing is built in */
	struct asn_change transit_free;
	struct asn_change never_via_route_servers;	/* likewise */
};

/* Each reads its key's value; false when anything is wrong, which was
 * reported.  Free with policy_lists_free() in every case. */
bool both_changes_read(struct both_changes *b, const struct ynode *node,
    const char *what, const struct reading *reading);
bool asn_change_read(struct asn_change *c, const struct ynode *node,
    const struct reading *reading);
void policy_lists_free(struct policy_lists *lists);

#endif
