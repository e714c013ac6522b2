/* WireGuard keys. */
#include "wgkey.h"

#include <string.h>

#include <sodium.h>

/*
 * Base64 as base64(1) writes it, and nothing else: no space, no bit set
 * behind the last byte.  A private key goes through here, too, so that
 * neither a branch nor an address depends on what it is; libsodium's does
 * the same for any length and alphabet, takes four times as long, and takes
 * bytes beyond ASCII for letters (1.0.18).
 */

/* All bits where FIRST <= C <= LAST, none otherwise. */
static inline uint32_t
within(uint32_t c, uint32_t first, uint32_t last)
{
	return -(((first - 1 - c) & (c - last - 1)) >> 31);
}

/* The six bits that C stands for; all 32 where it stands for none. */
static inline uint32_t
from_base64(char letter)
{
	uint32_t c = (unsigned char)letter;
	uint32_t upper = within(c, 'A', 'Z'), lower = within(c, 'a', 'z');
	uint32_t digit = within(c, '0', '9'), plus = within(c, '+', '+');
	uint32_t slash = within(c, '/', '/');

	return (upper & (c - 'A')) | (lower & (c - 'a' + 26)) |
	    (digit & (c - '0' + 52)) | (plus & 62) | (slash & 63) |
	    ~(upper | lower | digit | plus | slash);
}

/* The alphabet in its order, with what lies between its four runs. */
static inline char
to_base64(uint32_t v)
{
	return (char)(v + 'A' + (-((25 - v) >> 31) & ('a' - 'Z' - 1)) -
	    (-((51 - v) >> 31) & ('z' + 1 - '0')) -
	    (-((61 - v) >> 31) & ('9' + 1 - '+')) +
	    (-((62 - v) >> 31) & ('/' - '+' - 1)));
}

bool
wgkey_parse(const char *s, size_t n, struct wgkey *key, struct why *why)
{
	struct wgkey r;
	uint32_t bits = 0, wrong = 0, v;
	size_t at = 0;

	if (n != WGKEY_TEXT - 1 || s[n - 1] != '=')
		goto bad;
	for (size_t i = 0; i < n - 1; i++) {
		v = from_base64(s[i]);
		wrong |= v;
		bits = bits << 6 | (v & 63);
		/* The first letter of four does not fill a byte. */
		if (i % 4 != 0)
			r.bytes[at++] = (uint8_t)(bits >> (6 - i % 4 * 2));
	}
	if (wrong > 63 || (bits & 3) != 0)
		goto bad;
	*key = r;
	return true;
bad:
	why_not(why, s, n, "a WireGuard key, 32 bytes in base64");
	return false;
}

const char *
wgkey_print(char text[static WGKEY_TEXT], const struct wgkey *key)
{
	uint32_t bits = 0;
	size_t at = 0;

	for (size_t i = 0; i < sizeof key->bytes; i++) {
		bits = bits << 8 | key->bytes[i];
		text[at++] = to_base64(bits >> (2 + i % 3 * 2) & 63);
		if (i % 3 == 2)
			text[at++] = to_base64(bits & 63);
	}
	text[at++] = to_base64(bits << 2 & 63);
	text[at++] = '=';
	text[at] = '\0';
	return text;
}

bool
wgkey_equal(const struct wgkey *a, const struct wgkey *b)
{
	return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

bool
wgkey_is_zero(const struct wgkey *key)
{
	return sodium_is_zero(key->bytes, sizeof key->bytes) == 1;
}

bool
wgkey_is_low_order(const struct wgkey *key)
{
	/* All of them (RFC 7748, section 6.1): the five of small order on the
	 * curve and its twist, and what is the same modulo p = 2^255 - 19.
	 * To multiply instead would take a thousand times as long. */
	static const uint8_t points[][WGKEY_LEN] = {
		{ 0 },			/* 0 */
		{ 1 },			/* 1 */
		/* of order 8 */
		{ 0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae,
		  0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
		  0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd,
		  0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00 },
		/* of order 8 */
		{ 0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24,
		  0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
		  0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86,
		  0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57 },
		/* p - 1 */
		{ 0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f },
		/* p, which is 0 */
		{ 0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f },
		/* p + 1 */
		{ 0xee, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f },
	};
	struct wgkey k = *key;

	k.bytes[WGKEY_LEN - 1] &= 0x7f;		/* X25519 ignores it */
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		if (memcmp(k.bytes, points[i], sizeof k.bytes) == 0)
			return true;
	return false;
}
