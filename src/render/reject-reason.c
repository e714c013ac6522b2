/* The reasons for which a filter rejects a route. */
#include "render/reject-reason.h"

#include <stddef.h>

/* Numbers below 100 are Euro-IX's; the others are birdfeed's own. */
static const struct {
	const char *id;
	unsigned number;
	const char *text; /* of a reason that has a number */
} reasons[REJECT_REASONS] = {
	[REJECT_DEFAULT_ROUTE] = { "default-route", 0 },
	[REJECT_FIRST_AS] = { "first-as", 7,
	    "its path does not begin with the neighbor's AS" },
	[REJECT_RESERVED_AS] = { "reserved-as", 0 },
	[REJECT_OWN_PREFIX] = { "own-prefix", 0 },
	[REJECT_UNLISTED_ADDRESS] = { "unlisted-address", 101,
	    "the session's address is no participant's" },
	[REJECT_LEASE] = { "lease", 9,
	    "not leased to the AS that announces it" },
	[REJECT_ORIGIN] = { "origin", 10,
	    "announced by another AS than the participant's" },
	[REJECT_RULE] = { "rule", 0 },
	[REJECT_ROA] = { "roa", 13,
	    "its ROA is for another AS or another length" },
	[REJECT_LIMIT] = { "limit", 0 },
	[REJECT_FILTER] = { "filter", 0 },
};

const char *
reject_reason_id(enum reject_reason reason)
{
	return reasons[reason].id;
}

unsigned
reject_reason_number(enum reject_reason reason)
{
	return reasons[reason].number;
}

bool
reject_reason_numbered(uint32_t number, enum reject_reason *reason)
{
	for (size_t i = 0; number != 0 && i < REJECT_REASONS; i++)
		if (reasons[i].number == number) {
			*reason = (enum reject_reason)i;
			return true;
		}
	return false;
}

const char *
reject_reason_text(enum reject_reason reason)
{
	return reasons[reason].text;
}
