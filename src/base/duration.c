/* A duration: days, hours or minutes. */
#include "base/duration.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/number.h"

static uint32_t
unit_seconds(char unit)
{
	return unit == 'd' ? DURATION_DAY : unit == 'h' ? DURATION_HOUR : 0;
}

bool
duration_parse(const char *s, size_t n, uint32_t min, uint32_t max,
    uint32_t *seconds, struct why *why)
{
	char least[DURATION_TEXT], most[DURATION_TEXT];
	char expected[2 * DURATION_TEXT + 32];
	uint32_t unit = n > 0 ? unit_seconds(s[n - 1]) : 0;
	uint64_t number;

	if (unit > 0 && number_parse(s, n - 1, 0, UINT32_MAX, &number, NULL) &&
	    number * unit >= min && number * unit <= max) {
		*seconds = (uint32_t)(number * unit);
		return true;
	}
	snprintf(expected, sizeof expected, "days or hours, %s .. %s",
	    duration_print(least, min), duration_print(most, max));
	why_not(why, s, n, expected);
	return false;
}

const char *
duration_print(char text[static DURATION_TEXT], uint32_t seconds)
{
	bool days = seconds % DURATION_DAY == 0;

	snprintf(text, DURATION_TEXT, "%" PRIu32 "%c",
	    seconds / (days ? DURATION_DAY : DURATION_HOUR), days ? 'd' : 'h');
	return text;
}

/* From two of a unit on, prints that unit. */
const char *
duration_words(char text[static DURATION_TEXT], int64_t seconds)
{
	int64_t minutes = seconds > 0 ? seconds / 60 : 0;

	if (seconds >= 2 * (int64_t)DURATION_DAY)
		snprintf(text, DURATION_TEXT, "%" PRId64 " days",
		    seconds / DURATION_DAY);
	else if (seconds >= 2 * (int64_t)DURATION_HOUR)
		snprintf(text, DURATION_TEXT, "%" PRId64 " hours",
		    seconds / DURATION_HOUR);
	else
		snprintf(text, DURATION_TEXT, "%" PRId64 " minute%s", minutes,
		    minutes == 1 ? "" : "s");
	return text;
}
