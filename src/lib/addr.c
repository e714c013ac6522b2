/* Addresses. */
#include "addr.h"

#include <arpa/inet.h>
#include <string.h>

#include "prefix.h"

bool
addr_parse(const char *s, size_t n, struct addr *a, struct why *why)
{
	char text[ADDR_TEXT];
	struct addr r = { 0 };

	if (n > 0 && n < sizeof text && memchr(s, '\0', n) == NULL) {
		memcpy(text, s, n);
		text[n] = '\0';
		r.family = memchr(s, ':', n) != NULL ? 6 : 4;
		if (inet_pton(r.family == 6 ? AF_INET6 : AF_INET, text,
		    r.bytes) == 1) {
			*a = r;
			return true;
		}
	}
	why_not(why, s, n, "an IPv4 or IPv6 address");
	return false;
}

/* A million of them a second, which inet_ntop(3) does not do. */
static const char *
print_ipv4(char *text, const uint8_t *bytes)
{
	char *p = text;

	for (size_t i = 0; i < 4; i++) {
		unsigned b = bytes[i];

		if (b >= 100)
			*p++ = (char)('0' + b / 100);
		if (b >= 10)
			*p++ = (char)('0' + b / 10 % 10);
		*p++ = (char)('0' + b % 10);
		*p++ = i < 3 ? '.' : '\0';
	}
	return text;
}

const char *
addr_print(char text[static ADDR_TEXT], const struct addr *a)
{
	if (a->family == 4)
		return print_ipv4(text, a->bytes);
	return inet_ntop(AF_INET6, a->bytes, text, ADDR_TEXT);
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

/* RFC 6890's registries, without the documentation prefixes. */
static const struct prefix special[] = {
	{ { 4, { 0 } }, 8 },
	{ { 4, { 10 } }, 8 },
	{ { 4, { 100, 64 } }, 10 },
	{ { 4, { 127 } }, 8 },
	{ { 4, { 169, 254 } }, 16 },
	{ { 4, { 172, 16 } }, 12 },
	{ { 4, { 192, 0, 0 } }, 24 },
	{ { 4, { 192, 88, 99 } }, 24 },
	{ { 4, { 192, 168 } }, 16 },
	{ { 4, { 198, 18 } }, 15 },
	{ { 4, { 224 } }, 3 },
	{ { 6, { 0 } }, 8 },			/* ::1, mapped, NAT64 */
	{ { 6, { 0x01 } }, 64 },
	{ { 6, { 0x20, 0x01 } }, 23 },		/* Teredo, ORCHID */
	{ { 6, { 0x20, 0x02 } }, 16 },		/* 6to4 */
	{ { 6, { 0x5f } }, 16 },		/* segments, RFC 9602 */
	{ { 6, { 0xfc } }, 7 },
	{ { 6, { 0xfe, 0x80 } }, 10 },
	{ { 6, { 0xfe, 0xc0 } }, 10 },
	{ { 6, { 0xff } }, 8 },
};

bool
addr_is_public(const struct addr *a)
{
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (prefix_contains_addr(&special[i], a))
			return false;
	return true;
}
