/* WireGuard keys. */
#include "wgkey.h"

#include <endian.h>
#include <string.h>

#include <sodium.h>

/*
 * Base64 as base64(1) writes it, and nothing else: no space, no bit set
 * behind the last byte.  Eight letters at a time, a byte of a word each.  A
 * private key goes through here, too, so that neither a branch nor an address
 * depends on what it is; libsodium's does the same letter by letter, takes
 * ten times as long, and takes bytes beyond ASCII for letters (1.0.18).
 */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* 0xff in each byte of V that is FIRST .. LAST; all of V are below 0x80. */
static inline uint64_t
within(uint64_t v, unsigned first, unsigned last)
{
	uint64_t high = (v + EACH(0x80 - first)) & ~(v + EACH(0x7f - last)) &
	    EACH(0x80);

	return (high >> 7) * 0xff;
}

/* Eight letters to 48 bits, the first one highest; *WRONG gets a bit where
 * one is no letter. */
static inline uint64_t
from_base64(const char *s, uint64_t *wrong)
{
	uint64_t c, v, ascii, upper, lower, digit, plus, slash;

	memcpy(&c, s, sizeof c);
	c = be64toh(c);
	ascii = c & EACH(0x7f);
	upper = within(ascii, 'A', 'Z');
	lower = within(ascii, 'a', 'z');
	digit = within(ascii, '0', '9');
	plus = within(ascii, '+', '+');
	slash = within(ascii, '/', '/');
	*wrong |= (c & EACH(0x80)) |
	    ~(upper | lower | digit | plus | slash);
	/* No byte borrows from the next: each is at least what is taken. */
	v = (ascii & upper) - (upper & EACH('A'));
	v |= (ascii & lower) - (lower & EACH('a' - 26));
	v |= (ascii & digit) + (digit & EACH(52 - '0'));
	v |= (plus & EACH(62)) | (slash & EACH(63));
	v = (v & EACH(0x3f) & UINT64_C(0x00ff00ff00ff00ff)) |
	    (v & UINT64_C(0x3f003f003f003f00)) >> 2;
	v = (v & UINT64_C(0x00000fff00000fff)) |
	    (v & UINT64_C(0x0fff00000fff0000)) >> 4;
	return (v & 0xffffff) | (v & UINT64_C(0x00ffffff00000000)) >> 8;
}

/* 48 bits to eight letters. */
static inline void
to_base64(char *to, uint64_t v)
{
	v = (v & 0xffffff) | (v & UINT64_C(0xffffff000000)) << 8;
	v = (v & UINT64_C(0x00000fff00000fff)) |
	    (v & UINT64_C(0x00fff00000fff000)) << 4;
	v = (v & UINT64_C(0x003f003f003f003f)) |
	    (v & UINT64_C(0x0fc00fc00fc00fc0)) << 2;
	/* The alphabet in its order, with what lies between its runs. */
	v += EACH('A') + (within(v, 26, 63) & EACH('a' - 'Z' - 1)) -
	    (within(v, 52, 63) & EACH('z' + 1 - '0')) -
	    (within(v, 62, 63) & EACH('9' + 1 - '+')) +
	    (within(v, 63, 63) & EACH('/' - '+' - 1));
	v = htobe64(v);
	memcpy(to, &v, sizeof v);
}

bool
wgkey_parse(const char *s, size_t n, struct wgkey *key, struct why *why)
{
	/* Its last three letters are filled up to eight with zeros. */
	char last[8] = "AAAAAAAA";
	uint64_t wrong = 0, v;
	uint8_t bytes[36];

	if (n != WGKEY_TEXT - 1 || s[n - 1] != '=')
		goto bad;
	memcpy(last, s + 40, 3);
	for (size_t i = 0; i < 6; i++) {
		v = from_base64(i < 5 ? s + 8 * i : last, &wrong);
		for (unsigned j = 0; j < 6; j++)
			bytes[6 * i + j] = (uint8_t)(v >> (40 - 8 * j));
	}
	if (wrong != 0 || bytes[32] != 0)
		goto bad;
	memcpy(key->bytes, bytes, sizeof key->bytes);
	return true;
bad:
	why_not(why, s, n, "a WireGuard key, 32 bytes in base64");
	return false;
}

const char *
wgkey_print(char text[static WGKEY_TEXT], const struct wgkey *key)
{
	uint8_t bytes[36] = { 0 };
	char letters[48];

	memcpy(bytes, key->bytes, sizeof key->bytes);
	for (size_t i = 0; i < 6; i++) {
		uint64_t v = 0;

		for (unsigned j = 0; j < 6; j++)
			v = v << 8 | bytes[6 * i + j];
		to_base64(letters + 8 * i, v);
	}
	memcpy(text, letters, 43);
	memcpy(text + 43, "=", 2);
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
