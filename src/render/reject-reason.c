/* The reasons for which a filter rejects a route. */
#include "render/reject-reason.h"

/* Numbers below 100 are Euro-IX's; the others are birdfeed's own. */
static const struct {
	const char *id;
	unsigned number;
} reasons[REJECT_REASONS] = {
	[REJECT_DEFAULT_ROUTE] = { "default-route", 0 },
	[REJECT_FIRST_AS] = { "first-as", 7 },
	[REJECT_OWN_PREFIX] = { "own-prefix", 0 },
	[REJECT_UNLISTED_ADDRESS] = { "unlisted-address", 101 },
	[REJECT_LEASE] = { "lease", 9 },
	[REJECT_ORIGIN] = { "origin", 10 },
	[REJECT_RULE] = { "rule", 0 },
	[REJECT_ROA] = { "roa", 13 },
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
