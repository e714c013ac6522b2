/* WireGuard keys. */
#include "base/wgkey.h"

#include <string.h>

#include <sodium.h>

/* libsodium 1.0.18 reads bytes outside ASCII as base64 letters. */
static bool
is_ascii(const char *s, size_t n)
{
	unsigned char all = 0;

	for (size_t i = 0; i < n; i++)
		all |= (unsigned char)s[i];
	return all < 0x80;
}

bool
wgkey_parse(const char *s, size_t n, struct wgkey *key, struct why *why)
{
	struct wgkey r;
	size_t len;

	/* libsodium refuses text with set bits after the last byte. */
	if (n == WGKEY_TEXT - 1 && is_ascii(s, n) &&
	    sodium_base642bin(r.bytes, sizeof r.bytes, s, n, NULL, &len, NULL,
		sodium_base64_VARIANT_ORIGINAL) == 0 &&
	    len == sizeof r.bytes) {
		*key = r;
		return true;
	}
	why_not(why, s, n, "a WireGuard key, 32 bytes in base64");
	return false;
}

const char *
wgkey_print(char text[static WGKEY_TEXT], const struct wgkey *key)
{
	return sodium_bin2base64(text, WGKEY_TEXT, key->bytes,
	    sizeof key->bytes, sodium_base64_VARIANT_ORIGINAL);
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
wgkey_is_canonical(const struct wgkey *key)
{
	bool above = key->bytes[31] == 0x7f && key->bytes[0] >= 0xed;

	for (size_t i = 1; i < 31; i++)
		above &= key->bytes[i] == 0xff;
	return key->bytes[31] < 0x80 && !above;
}

bool
wgkey_is_low_order(const struct wgkey *key)
{
	/* Clamping makes every scalar a multiple of the cofactor 8. */
	static const uint8_t scalar[crypto_scalarmult_SCALARBYTES] = { 8 };
	uint8_t shared[crypto_scalarmult_BYTES];

	return crypto_scalarmult(shared, scalar, key->bytes) != 0;
}
