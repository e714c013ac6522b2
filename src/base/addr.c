/* An address: read, written and compared. */
#include "base/addr.h"

#include <string.h>

#include "base/number.h"

/*
 * inet_pton(3) and inet_ntop(3) are too slow: birdfeed reads and prints about
 * a million addresses a second.  The unit test compares this code with them.
 */
static bool
read_ipv4(const char *p, const char *end, uint8_t *to)
{
	for (size_t i = 0; i < 4; i++) {
		const char *digits = p;
		unsigned v = 0;

		while (p < end && *p >= '0' && *p <= '9' && p - digits < 4)
			v = v * 10 + (unsigned)(*p++ - '0');
		/* No leading zero: some programs read it as octal. */
		if (p == digits || v > 255 ||
		    (*digits == '0' && p - digits > 1))
			return false;
		to[i] = (uint8_t)v;
		if (i < 3 && (p == end || *p++ != '.'))
			return false;
	}
	return p == end;
}

/* Expands "::": moves the bytes GAP .. AT so that they end at END, and fills
 * the space between with zeros. */
static void
spread(uint8_t *gap, uint8_t *at, uint8_t *end)
{
	size_t n = (size_t)(at - gap);

	memmove(end - n, gap, n);
	memset(gap, 0, (size_t)(end - at));
}

static bool
read_ipv6(const char *p, const char *end, uint8_t *to)
{
	uint8_t *at = to, *gap = NULL, *const last = to + 16;

	if (p < end && *p == ':' && (++p == end || *p != ':'))
		return false;
	while (p < end) {
		const char *group = p;
		unsigned v = 0;

		for (int d;
		     p < end && (d = hex_digit(*p)) >= 0 && p - group < 4; p++)
			v = v << 4 | (unsigned)d;
		if (p < end && *p == '.') {
			if (last - at < 4 || !read_ipv4(group, end, at))
				return false;
			at += 4;
			break;
		}
		if (p == group) {
			if (*p++ != ':' || gap != NULL)
				return false;
			gap = at;
			continue;
		}
		if (at == last)
			return false;
		*at++ = (uint8_t)(v >> 8);
		*at++ = (uint8_t)v;
		if (p < end && (*p++ != ':' || p == end))
			return false;
	}
	if (gap == NULL)
		return at == last;
	if (at == last)
		return false;
	spread(gap, at, last);
	return true;
}

bool
addr_parse(const char *s, size_t n, struct addr *a, struct why *why)
{
	struct addr r = { 0 };

	if (n > 0 && n < ADDR_TEXT) {
		r.family = memchr(s, ':', n) != NULL ? 6 : 4;
		if (r.family == 6 ? read_ipv6(s, s + n, r.bytes) :
				    read_ipv4(s, s + n, r.bytes)) {
			*a = r;
			return true;
		}
	}
	if (why != NULL)
		why_not(why, s, n, "an IPv4 or IPv6 address");
	return false;
}

static char *
put_ipv4(char *p, const uint8_t *bytes)
{
	for (size_t i = 0; i < 4; i++) {
		unsigned b = bytes[i];

		if (i > 0)
			*p++ = '.';
		if (b >= 100)
			*p++ = (char)('0' + b / 100);
		if (b >= 10)
			*p++ = (char)('0' + b / 10 % 10);
		*p++ = (char)('0' + b % 10);
	}
	return p;
}

static char *
put_group(char *p, unsigned v)
{
	static const char hex[] = "0123456789abcdef";

	if (v > 0xfff)
		*p++ = hex[v >> 12];
	if (v > 0xff)
		*p++ = hex[v >> 8 & 15];
	if (v > 0xf)
		*p++ = hex[v >> 4 & 15];
	*p++ = hex[v & 15];
	return p;
}

/* Finds the first of the longest runs of at least two zero groups.  Returns
 * its length. */
static unsigned
zero_run(const unsigned group[static 8], unsigned *start)
{
	unsigned best = 1, run = 0;

	*start = 8;
	for (unsigned i = 0; i < 8; i++) {
		run = group[i] == 0 ? run + 1 : 0;
		if (run > best) {
			best = run;
			*start = i + 1 - run;
		}
	}
	return *start < 8 ? best : 0;
}

static char *
put_ipv6(char *p, const uint8_t *bytes)
{
	unsigned group[8], start, run;

	for (unsigned i = 0; i < 8; i++)
		group[i] = (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
	run = zero_run(group, &start);
	for (unsigned i = 0; i < 8; i++) {
		if (i == start) {
			*p++ = ':';
			i += run - 1;
			if (i == 7)
				*p++ = ':';
			continue;
		}
		if (i > 0)
			*p++ = ':';
		/* IPv4-compatible and IPv4-mapped (RFC 4291, 2.5.5). */
		if (i == 6 && start == 0 &&
		    (run == 6 || (run == 5 && group[5] == 0xffff)))
			return put_ipv4(p, bytes + 12);
		p = put_group(p, group[i]);
	}
	return p;
}

char *
addr_put(char *to, const struct addr *a)
{
	return a->family == 4 ? put_ipv4(to, a->bytes) : put_ipv6(to, a->bytes);
}

const char *
addr_print(char text[static ADDR_TEXT], const struct addr *a)
{
	*addr_put(text, a) = '\0';
	return text;
}

int
addr_cmp(const struct addr *a, const struct addr *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

unsigned
addr_bits(const struct addr *a)
{
	return a->family == 6 ? 128 : 32;
}

bool
addr_is_link_local(const struct addr *a)
{
	return a->family == 6 && a->bytes[0] == 0xfe &&
	    (a->bytes[1] & 0xc0) == 0x80;
}
