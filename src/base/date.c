/* A date: a day or a moment (RFC 3339). */
#include "base/date.h"

#include <string.h>

#include "base/timestamp.h"

#define YEAR_LAST 9999

static bool
is_leap(unsigned year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned
month_days(unsigned year, unsigned month)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31,
		30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* The days from 0000-01-01 to 1 January of YEAR. */
static int64_t
year_days(unsigned year)
{
	unsigned before = year > 0 ? year - 1 : 0;

	return (int64_t)year * 365 + before / 4 - before / 100 + before / 400 +
	    (year > 0);
}

/* The days from 0000-01-01 to 1970-01-01. */
#define EPOCH ((int64_t)719528)

static int64_t
days_of(unsigned year, unsigned month, unsigned day)
{
	int64_t days = year_days(year) - EPOCH + day - 1;

	for (unsigned m = 1; m < month; m++)
		days += month_days(year, m);
	return days;
}

/* Reads N digits at P; leading zeros are allowed. */
static bool
digits(const char *p, size_t n, unsigned least, unsigned most, unsigned *number)
{
	*number = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		*number = *number * 10 + (unsigned)(p[i] - '0');
	}
	return *number >= least && *number <= most;
}

/* Reads the ten characters of a full-date. */
static bool
day_parse(const char *s, int64_t *days)
{
	unsigned year, month, day;

	if (s[4] != '-' || s[7] != '-' || !digits(s, 4, 0, YEAR_LAST, &year) ||
	    !digits(s + 5, 2, 1, 12, &month) ||
	    !digits(s + 8, 2, 1, month_days(year, month), &day))
		return false;
	*days = days_of(year, month, day);
	return true;
}

/* Reads the eight characters of a partial-time.  A leap second counts as the
 * second before it. */
static bool
time_parse(const char *s, int64_t *seconds)
{
	unsigned hour, minute, second;

	if (s[2] != ':' || s[5] != ':' || !digits(s, 2, 0, 23, &hour) ||
	    !digits(s + 3, 2, 0, 59, &minute) ||
	    !digits(s + 6, 2, 0, 60, &second))
		return false;
	if (second == 60)
		second = 59;
	*seconds = (int64_t)hour * 3600 + minute * 60 + second;
	return true;
}

/* Reads "Z" or "+01:00".  RFC 3339 does not allow hours above 23, but git
 * prints whatever zone a commit has. */
static bool
zone_parse(const char *s, size_t n, int64_t *offset)
{
	unsigned hours, minutes;

	*offset = 0;
	if (n == 1)
		return s[0] == 'Z' || s[0] == 'z';
	if (n != 6 || (s[0] != '+' && s[0] != '-') || s[3] != ':' ||
	    !digits(s + 1, 2, 0, 99, &hours) ||
	    !digits(s + 4, 2, 0, 59, &minutes))
		return false;
	*offset = (int64_t)hours * 3600 + minutes * 60;
	if (s[0] == '-')
		*offset = -*offset;
	return true;
}

/* The length of the fraction at S, such as ".123", or 0. */
static size_t
fraction(const char *s, size_t n)
{
	size_t i = 1;

	if (n == 0 || s[0] != '.')
		return 0;
	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return i > 1 ? i : 0;
}

bool
date_parse(const char *s, size_t n, int64_t *seconds, struct why *why)
{
	int64_t days;

	if (n != DATE_TEXT - 1 || !day_parse(s, &days)) {
		why_not(why, s, n, "a day, 2023-11-26");
		return false;
	}
	*seconds = days * DATE_DAY;
	return true;
}

bool
date_parse_past(const char *s, size_t n, int64_t *seconds, struct why *why)
{
	if (!date_parse(s, n, seconds, why))
		return false;
	if (*seconds >= 0 && *seconds <= timestamp_now())
		return true;
	why_not(why, s, n, "a day since 1970 that has begun");
	return false;
}

bool
date_parse_moment(const char *s, size_t n, int64_t *seconds, struct why *why)
{
	int64_t days, second, offset;
	size_t at = 19;

	if (n <= at || !day_parse(s, &days) || (s[10] != 'T' && s[10] != 't') ||
	    !time_parse(s + 11, &second))
		goto bad;
	at += fraction(s + at, n - at);
	if (!zone_parse(s + at, n - at, &offset))
		goto bad;
	*seconds = days * DATE_DAY + second - offset;
	return true;
bad:
	why_not(why, s, n, "a time with its zone, 2023-11-26T01:02:03+01:00");
	return false;
}

static void
put(char *to, size_t n, unsigned number)
{
	while (n > 0) {
		to[--n] = (char)('0' + number % 10);
		number /= 10;
	}
}

const char *
date_print(char text[static DATE_TEXT], int64_t seconds)
{
	int64_t days = seconds / DATE_DAY - (seconds % DATE_DAY < 0) + EPOCH;
	int64_t last = year_days(YEAR_LAST + 1) - 1;
	unsigned year, month = 1;

	if (days < 0)
		days = 0;
	if (days > last)
		days = last;
	/* An estimate; the loops correct it. */
	year = (unsigned)(days * 400 / 146097);
	while (year > 0 && year_days(year) > days)
		year--;
	while (year < YEAR_LAST && year_days(year + 1) <= days)
		year++;
	days -= year_days(year);
	while (days >= month_days(year, month))
		days -= month_days(year, month++);
	memcpy(text, "0000-00-00", DATE_TEXT);
	put(text, 4, year);
	put(text + 5, 2, month);
	put(text + 8, 2, (unsigned)days + 1);
	return text;
}
