#ifndef BIRDFEED_REJECT_REASON_H
#define BIRDFEED_REJECT_REASON_H

/*
 * Why a filter rejects a route.  bird-render's filters add a reason as the
 * large community (ASN, REJECT_COMMUNITY, number), and peer-status reports its
 * identifier.
 */
enum reject_reason {
	REJECT_DEFAULT_ROUTE, REJECT_FIRST_AS, REJECT_OWN_PREFIX,
	REJECT_UNLISTED_ADDRESS, REJECT_LEASE, REJECT_ORIGIN, REJECT_RULE,
	REJECT_ROA, REJECT_LIMIT, REJECT_FILTER,
	REJECT_REASONS
};

/* The function part of Euro-IX's large communities for filtered routes. */
#define REJECT_COMMUNITY 1101

/* Returns the stable identifier, such as "first-as". */
const char *reject_reason_id(enum reject_reason reason);
/* Returns the number in the community, or 0 if no filter adds the reason. */
unsigned reject_reason_number(enum reject_reason reason);

#endif
