/* Autonomous system numbers. */
#include "base/asn.h"

#include <string.h>

#include "base/number.h"

bool
asn_parse(const char *s, size_t n, uint32_t *asn, struct why *why)
{
	const char *p = s, *dot;
	size_t left = n;
	uint64_t high = 0, low;

	if (left > 2 && (p[0] | 0x20) == 'a' && (p[1] | 0x20) == 's') {
		p += 2;
		left -= 2;
	}
	dot = left > 0 ? memchr(p, '.', left) : NULL;
	if (dot != NULL) {
		if (!number_parse(p, (size_t)(dot - p), 0, UINT16_MAX, &high,
			NULL))
			goto bad;
		left -= (size_t)(dot - p) + 1;
		p = dot + 1;
	}
	if (!number_parse(p, left, 0, dot != NULL ? UINT16_MAX : UINT32_MAX,
		&low, NULL))
		goto bad;
	*asn = (uint32_t)(high << 16 | low);
	return true;
bad:
	why_not(why, s, n, "an AS number, 0 .. 4294967295");
	return false;
}

const char *
asn_print(char text[static ASN_TEXT], uint32_t asn)
{
	char digits[10];
	size_t n = 0, i = 2;

	do
		digits[n++] = (char)('0' + asn % 10);
	while ((asn /= 10) > 0);
	memcpy(text, "AS", 2);
	while (n > 0)
		text[i++] = digits[--n];
	text[i] = '\0';
	return text;
}

bool
asn_reserved(uint32_t asn)
{
	return asn == 0 || asn == 23456 || asn == 65535 || asn == UINT32_MAX;
}

bool
asn_range_parse(const char *s, size_t n, struct asn_range *r, struct why *why)
{
	const char *dash = n > 0 ? memchr(s, '-', n) : NULL;
	const size_t first = dash != NULL ? (size_t)(dash - s) : n;
	struct why ignored;

	if (!asn_parse(s, first, &r->first, &ignored) ||
	    (dash != NULL &&
		!asn_parse(dash + 1, n - first - 1, &r->last, &ignored)))
		goto bad;
	if (dash == NULL)
		r->last = r->first;
	if (r->first <= r->last)
		return true;
bad:
	why_not(why, s, n, "an AS number, or two as in \"64512-65534\"");
	return false;
}
