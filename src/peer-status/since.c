/* Times in BIRD's "iso short" and "iso long" (bird(8), timeformat). */
#include "peer-status/since.h"

#include <time.h>

#include "base/word.h"

#define DAY (24 * 60 * 60)

/* Does S start with MODEL, in which 0 is any digit? */
static bool
is_like(struct slice s, const char *model)
{
	size_t i;

	for (i = 0; model[i] != '\0' && i < s.n; i++)
		if (model[i] == '0' ? s.p[i] < '0' || s.p[i] > '9' :
				      s.p[i] != model[i])
			return false;
	return model[i] == '\0';
}

bool
since_is_date(struct slice s)
{
	return s.n == 10 && is_like(s, "0000-00-00");
}

bool
since_is_time(struct slice s)
{
	if (!is_like(s, "00:00:00"))
		return false;
	for (size_t i = 9; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n == 8 || (s.n > 9 && s.p[8] == '.');
}

/* Returns the value of the N digits at P. */
static int
digits(const char *p, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + *p++ - '0';
	return value;
}

static void
set_time(struct tm *tm, struct slice s)
{
	tm->tm_hour = digits(s.p, 2);
	tm->tm_min = digits(s.p + 3, 2);
	tm->tm_sec = digits(s.p + 6, 2);
	tm->tm_isdst = -1;
}

/* Checks the ranges first: mktime(3) would accept day 99 of a month. */
static bool
in_local_time(struct tm *tm, uint64_t *seconds)
{
	time_t t;

	if (tm->tm_mon < 0 || tm->tm_mon > 11 || tm->tm_mday < 1 ||
	    tm->tm_mday > 31 || tm->tm_hour > 23 || tm->tm_min > 59 ||
	    tm->tm_sec > 60)
		return false;
	t = mktime(tm);
	*seconds = t > 0 ? (uint64_t)t : 0;
	return t > 0;
}

bool
since_seconds(struct slice s, uint64_t now, uint64_t *seconds)
{
	struct slice first = word_next(&s), second = word_trim(s);
	time_t today = (time_t)now;
	struct tm tm = { 0 };

	if (since_is_date(first) && since_is_time(second)) {
		tm.tm_year = digits(first.p, 4) - 1900;
		tm.tm_mon = digits(first.p + 5, 2) - 1;
		tm.tm_mday = digits(first.p + 8, 2);
		set_time(&tm, second);
		return in_local_time(&tm, seconds);
	}
	if (!since_is_time(first) || second.n > 0 ||
	    localtime_r(&today, &tm) == NULL)
		return false;
	set_time(&tm, first);
	if (!in_local_time(&tm, seconds))
		return false;
	if (*seconds <= now)
		return true;
	today -= DAY;
	if (localtime_r(&today, &tm) == NULL)
		return false;
	set_time(&tm, first);
	return in_local_time(&tm, seconds);
}
