/* A day set: the days of which there is a dump. */
#include "mrt-origins/day-set.h"

#include <inttypes.h>
#include <stddef.h>

/* How many gaps are named; the others are counted. */
#define GAPS_NAMED 10

void
day_set_merge(struct day_set *set, const struct day_set *other)
{
	for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
		set->bits[i] |= other->bits[i];
}

static void
gap_say(uint32_t first, uint32_t last, struct diag *diag)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	date_print(from, first * DATE_DAY);
	date_print(to, last * DATE_DAY);
	if (first == last)
		diag_say(diag, DIAG_WARNING, NULL, NULL, "no dump of %s", from);
	else
		diag_say(diag, DIAG_WARNING, NULL, NULL,
		    "no dump of %s to "
		    "%s (%" PRIu32 " days)",
		    from, to, last - first + 1);
}

void
day_set_gaps(const struct day_set *set, uint32_t first, uint32_t last,
    struct diag *diag)
{
	uint32_t gaps = 0, days = 0;

	for (uint32_t day = first; day <= last; day++) {
		uint32_t from = day;

		if (day_set_has(set, day))
			continue;
		while (day < last && !day_set_has(set, day + 1))
			day++;
		if (gaps++ < GAPS_NAMED)
			gap_say(from, day, diag);
		else
			days += day - from + 1;
	}
	if (gaps > GAPS_NAMED)
		diag_say(diag, DIAG_WARNING, NULL, NULL,
		    "%" PRIu32 " more "
		    "gaps between the dumps, %" PRIu32 " days together",
		    gaps - GAPS_NAMED, days);
}
