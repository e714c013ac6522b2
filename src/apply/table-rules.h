#ifndef APPLY_TABLE_RULES_H
#define APPLY_TABLE_RULES_H

#include "apply/generation.h"
#include "host/iprule.h"

#define TABLE_MAIN 254u /* the host's main table */

/*
 * Gets the rules of a generation from its framing ("table N PREFIX ...").
 * There are none if G is NULL or if BIRD uses the host's main table.  The
 * host's own packets use the host's routes.  Forwarded packets, and packets
 * from the network's own prefixes, use BIRD's table:
 *
 *	20001	lookup main suppress_prefixlength 0
 *	20002	from PREFIX lookup N		for each own prefix
 *	20003	not iif lo lookup N
 *	32800	lookup N
 *
 * Free them with iprules_free().
 */
void rules_wanted(struct iprules *rules, const struct generation *g);
/* Is R one of these rules, for any table?  A killed apply may have left a rule
 * of a generation that no longer exists. */
bool rule_is_ours(const struct iprule *r);

#endif
