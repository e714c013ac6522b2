/* Numbers and latencies: parsed and printed. */
#include "base/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Reads decimal digits into *NUMBER.  False for anything else and for numbers
 * above 64 bits. */
static bool
digits(const char *s, size_t n, uint64_t *number)
{
	uint64_t v = 0;

	if (n == 0 || n > 20)
		return false;
	for (size_t i = 0; i < n; i++) {
		uint64_t d = (uint64_t)(s[i] - '0');

		/* Only the twentieth digit can overflow. */
		if (s[i] < '0' || s[i] > '9' ||
		    (i == 19 && v > (UINT64_MAX - d) / 10))
			return false;
		v = v * 10 + d;
	}
	*number = v;
	return true;
}

bool
number_parse(const char *s, size_t n, uint64_t min, uint64_t max,
    uint64_t *number, struct why *why)
{
	char expected[80];
	uint64_t v;

	if (digits(s, n, &v) && (n == 1 || s[0] != '0') && v >= min &&
	    v <= max) {
		*number = v;
		return true;
	}
	if (why == NULL)
		return false;
	snprintf(expected, sizeof expected,
	    "a decimal number, %" PRIu64 " .. %" PRIu64, min, max);
	why_not(why, s, n, expected);
	return false;
}

bool
latency_parse(const char *s, size_t n, uint32_t *microseconds, struct why *why)
{
	const char *dot = n > 0 ? memchr(s, '.', n) : NULL;
	size_t whole = dot != NULL ? (size_t)(dot - s) : n;
	size_t decimals = dot != NULL ? n - whole - 1 : 0;
	uint64_t ms, part = 0;

	if (!digits(s, whole, &ms) || ms > 60000 || (whole > 1 && s[0] == '0'))
		goto bad;
	if (dot != NULL && (decimals > 3 || !digits(dot + 1, decimals, &part)))
		goto bad;
	for (; decimals < 3; decimals++)
		part *= 10;
	if (ms * 1000 + part > 60000000)
		goto bad;
	*microseconds = (uint32_t)(ms * 1000 + part);
	return true;
bad:
	why_not(why, s, n,
	    "milliseconds, 0 .. 60000, with at most three decimals");
	return false;
}

void
latency_print(char *text, size_t size, uint32_t microseconds)
{
	int n = snprintf(text, size, "%" PRIu32 ".%03" PRIu32,
	    microseconds / 1000, microseconds % 1000);

	while (n > 0 && text[n - 1] == '0')
		text[--n] = '\0';
	if (n > 0 && text[n - 1] == '.')
		text[n - 1] = '\0';
}
