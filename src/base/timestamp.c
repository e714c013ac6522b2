/* A time in UTC, to the second. */
#include "base/timestamp.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* The form of a timestamp: d is a digit. */
static const char form[] = "dddd-dd-ddTdd:dd:ddZ";

static bool
has_form(const char *s, size_t n)
{
	if (n != sizeof form - 1)
		return false;
	for (size_t i = 0; i < n; i++)
		if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])
			return false;
	return true;
}

static int
digits(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (s[i] - '0');
	return value;
}

bool
timestamp_parse(const char *s, size_t n, int64_t *seconds, struct why *why)
{
	char again[TIMESTAMP_TEXT];
	struct tm tm = { 0 };
	time_t t;

	if (has_form(s, n)) {
		tm.tm_year = digits(s, 4) - 1900;
		tm.tm_mon = digits(s + 5, 2) - 1;
		tm.tm_mday = digits(s + 8, 2);
		tm.tm_hour = digits(s + 11, 2);
		tm.tm_min = digits(s + 14, 2);
		tm.tm_sec = digits(s + 17, 2);
		t = timegm(&tm);
		/* timegm(3) reads 31 February as a day in March. */
		if (t >= 0 && t <= TIMESTAMP_LAST &&
		    memcmp(timestamp_print(again, t), s, n) == 0) {
			*seconds = t;
			return true;
		}
	}
	if (why != NULL)
		why_not(why, s, n,
		    "a time such as 2026-11-26T20:01:02Z, at "
		    "or after 1970");
	return false;
}

const char *
timestamp_print(char text[static TIMESTAMP_TEXT], int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (seconds < 0 || seconds > TIMESTAMP_LAST ||
	    gmtime_r(&t, &tm) == NULL ||
	    strftime(text, TIMESTAMP_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		snprintf(text, TIMESTAMP_TEXT, "1970-01-01T00:00:00Z");
	return text;
}

const char *
timestamp_or(char text[static TIMESTAMP_TEXT], int64_t seconds,
    const char *none)
{
	if (seconds < 0 || seconds > TIMESTAMP_LAST)
		return none;
	return timestamp_print(text, seconds);
}

int64_t
timestamp_now(void)
{
	return (int64_t)time(NULL);
}
