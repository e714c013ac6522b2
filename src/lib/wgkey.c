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

static inline char
to_base64(uint32_t v)
{
	return (char)((within(v, 0, 25) & (v + 'A')) |
	    (within(v, 26, 51) & (v - 26 + 'a')) |
	    (within(v, 52, 61) & (v - 52 + '0')) |
	    (within(v, 62, 62) & '+') | (within(v, 63, 63) & '/'));
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
	/* Clamping makes any scalar a multiple of the cofactor. */
	static const uint8_t scalar[crypto_scalarmult_SCALARBYTES] = { 8 };
	uint8_t shared[crypto_scalarmult_BYTES];

	return crypto_scalarmult(shared, scalar, key->bytes) != 0;
}
