#ifndef APPLY_TABLE_RULES_H
#define APPLY_TABLE_RULES_H

#include "apply/generation.h"
#include "host/iprule.h"

#define TABLE_MAIN 254u		/* the host's */

/*
 * The rules that a generation wants, from its framing ("table N PREFIX ...");
 * none where G is NULL, or BIRD fills a table of the host's.  The host's own
 * packets keep the host's routes; those of the network's addresses, and what
 * is forwarded, use BIRD's table:
 *
 *	20001	lookup main suppress_prefixlength 0
 *	20002	from PREFIX lookup N		for each own prefix
 *	20003	not iif lo lookup N
 *	32800	lookup N
 *
 * Free them with iprules_free().
 */
void rules_wanted(struct iprules *rules, const struct generation *g);
/* Is it such a rule, of whatever table?  An apply that was killed may have
 * left one of a generation that nobody knows any more. */
bool rule_is_ours(const struct iprule *r);

#endif
