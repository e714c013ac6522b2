#ifndef BIRDFEED_REJECT_REASON_H
#define BIRDFEED_REJECT_REASON_H

/*
 * Why a filter rejects a route.  bird-render's filters write a reason as the
 * large community (ASN, REJECT_COMMUNITY, number), and peer-status reports
 * it by its identifier.
 */
enum reject_reason {
	REJECT_DEFAULT_ROUTE, REJECT_FIRST_AS, REJECT_OWN_PREFIX,
	REJECT_UNLISTED_ADDRESS, REJECT_LEASE, REJECT_ORIGIN, REJECT_RULE,
	REJECT_ROA, REJECT_LIMIT, REJECT_FILTER,
	REJECT_REASONS
};

/* The function of Euro-IX's communities for filtered routes. */
#define REJECT_COMMUNITY 1101

/* The stable identifier: "first-as". */
const char *reject_reason_id(enum reject_reason reason);
/* The number in the community, or 0 if no filter writes the reason. */
unsigned reject_reason_number(enum reject_reason reason);

#endif
