#ifndef BIRDFEED_WGKEY_H
#define BIRDFEED_WGKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

#define WGKEY_LEN 32
#define WGKEY_TEXT 45 /* 44 of base64 and a NUL */

/* A WireGuard public key: a Curve25519 point (RFC 7748). */
struct wgkey {
	uint8_t bytes[WGKEY_LEN];
};

/* Parses 32 bytes in canonical base64, as wg(8) prints them. */
bool wgkey_parse(const char *s, size_t n, struct wgkey *key, struct why *why);
const char *wgkey_print(char text[static WGKEY_TEXT], const struct wgkey *key);
bool wgkey_equal(const struct wgkey *a, const struct wgkey *b);
bool wgkey_is_zero(const struct wgkey *key);
/* True for a point of small order: every shared secret with it is zero. */
bool wgkey_is_low_order(const struct wgkey *key);
/*
 * True if the public key KEY is below 2^255 - 19.  X25519 (RFC 7748, section
 * 5) ignores the highest bit and reduces the rest, so a larger value is an
 * alias of another key.  Private and preshared keys may be any bytes.
 */
bool wgkey_is_canonical(const struct wgkey *key);

#endif
