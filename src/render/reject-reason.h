#ifndef BIRDFEED_REJECT_REASON_H
#define BIRDFEED_REJECT_REASON_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Why a filter rejects a route.  bird-render's filters add a reason as the
 * large community (ASN, REJECT_COMMUNITY, number), and peer-status reports its
 * identifier.
 */
enum reject_reason {
	REJECT_DEFAULT_ROUTE,
	REJECT_FIRST_AS,
	REJECT_RESERVED_AS,
	REJECT_OWN_PREFIX,
	REJECT_UNLISTED_ADDRESS,
	REJECT_LEASE,
	REJECT_ORIGIN,
	REJECT_RULE,
	REJECT_ROA,
	REJECT_LIMIT,
	REJECT_FILTER,
	REJECT_REASONS
};

/* The function part of Euro-IX's large communities for filtered routes. */
#define REJECT_COMMUNITY 1101

/* Returns the stable identifier, such as "first-as". */
const char *reject_reason_id(enum reject_reason reason);
/* Returns the number in the community, or 0 if no filter adds the reason. */
unsigned reject_reason_number(enum reject_reason reason);
/* Finds the reason with that number; false if there is none. */
bool reject_reason_numbered(uint32_t number, enum reject_reason *reason);
/* Returns what the number says about a route, for people. */
const char *reject_reason_text(enum reject_reason reason);

#endif
