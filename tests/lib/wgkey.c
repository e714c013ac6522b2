/* Unit tests: WireGuard keys. */
#include "base/wgkey.h"

#include <string.h>

#include <sodium.h>

#include "collect.h"
#include "random.h"

#define KEY "/b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA4="

static bool
parses(const char *text)
{
	struct why why;
	struct wgkey key;
	bool ok = wgkey_parse(text, strlen(text), &key, &why);

	if (!ok)
		assert_non_null(strstr(why.text,
		    "(expected a WireGuard key, 32 bytes in base64)"));
	return ok;
}

static void
round_trips(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct wgkey key, again;
		char text[WGKEY_TEXT], theirs[WGKEY_TEXT];
		struct why why;

		for (size_t j = 0; j < sizeof key.bytes; j++)
			key.bytes[j] = (uint8_t)random_next(&seed);
		assert_int_equal(strlen(wgkey_print(text, &key)), 44);
		assert_string_equal(text,
		    sodium_bin2base64(theirs, sizeof theirs, key.bytes,
			sizeof key.bytes, sodium_base64_VARIANT_ORIGINAL));
		assert_true(wgkey_parse(text, 44, &again, &why));
		assert_true(wgkey_equal(&key, &again));
		assert_false(wgkey_is_zero(&key));
		again.bytes[31] ^= 1;
		assert_false(wgkey_equal(&key, &again));
	}
}

/* Any byte at any place: libsodium's verdict, and its value; only that it
 * (1.0.18) takes bytes beyond ASCII for letters. */
static void
agrees_with_libsodium(void **state)
{
	unsigned good = 0;

	(void)state;
	for (size_t at = 0; at < 44; at++) {
		char text[] = KEY;

		for (int c = 0; c < 256; c++) {
			struct wgkey key = { { 0 } }, theirs = { { 0 } };
			struct why why;
			size_t n = 0;
			bool ok;

			text[at] = (char)c;
			ok = c < 0x80 &&
			    sodium_base642bin(theirs.bytes, sizeof theirs.bytes,
				text, 44, NULL, &n, NULL,
				sodium_base64_VARIANT_ORIGINAL) == 0 &&
			    n == 32;
			assert_int_equal(wgkey_parse(text, 44, &key, &why), ok);
			if (ok)
				assert_true(wgkey_equal(&key, &theirs));
			good += ok;
		}
	}
	assert_int_equal(good, 42 * 64 + 16 + 1);
}

/* Four characters that may stand last give the same byte; one is right. */
static void
canonical_only(void **state)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz0123456789+/";
	char text[] = KEY;
	unsigned good = 0;

	(void)state;
	for (size_t i = 0; i < 64; i++) {
		text[42] = alphabet[i];
		assert_int_equal(parses(text), i % 4 == 0);
		good += i % 4 == 0;
	}
	assert_int_equal(good, 16);
}

static void
bad(void **state)
{
	static const char *const rows[] = { "", "=", "A", KEY "=", " " KEY,
		KEY "\n",
		"/b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA4",	/* no = */
		"/b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA==", /* 31 bytes */
		"/b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA4A", /* 33 bytes */
		"_b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA4=", /* URL's */
		"/b7Hn2VqLx0cTzW4uKd9PsRe mY3oE6tGi1XkBv5CA4=",
		"/b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA=4",
		"0123456789abcdef0123456789abcdef0123456789ab", /* hex */
		"/b7Hn2VqLx0cTzW4uKd9PsRe\xc3\xa9mY3oE6tGi1XkBv5CA4=" };

	(void)state;
	assert_true(parses(KEY));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_false(parses(rows[i]));
	assert_false(
	    wgkey_parse("/kwo\0FjQRtgNyhMARTw9SvyvZmY3oE6tGi1XkBv5CA4=", 44,
		&(struct wgkey){ { 0 } }, &(struct why){ "" }));
}

static void
zero(void **state)
{
	struct wgkey key = { { 0 } };

	(void)state;
	assert_true(wgkey_is_zero(&key));
	key.bytes[31] = 1;
	assert_false(wgkey_is_zero(&key));
}

/*
 * The u-coordinates of small order, as RFC 7748's implementations list
 * them; the highest bit is not looked at (section 5 there).
 */
static void
low_order(void **state)
{
	static const struct wgkey points[] = {
		{ { 0 } },
		{ { 1 } },
		{ { 0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56,
		    0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda, 0x09, 0x8d, 0xeb,
		    0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49,
		    0xb8, 0x00 } },
		{ { 0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0,
		    0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b, 0x04, 0x44, 0x5c, 0xc4,
		    0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f,
		    0x11, 0x57 } },
	};
	/* Clamping makes any scalar a multiple of the cofactor. */
	static const uint8_t scalar[crypto_scalarmult_SCALARBYTES] = { 8 };
	uint8_t shared[crypto_scalarmult_BYTES];
	struct wgkey key;
	struct why why;

	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		key = points[i];
		assert_true(wgkey_is_low_order(&key));
		key.bytes[31] |= 0x80;
		assert_true(wgkey_is_low_order(&key));
	}
	/* p - 1, p and p + 1, with and without the highest bit */
	for (unsigned i = 0; i < 6; i++) {
		memset(key.bytes, 0xff, sizeof key.bytes);
		key.bytes[0] = (uint8_t)(0xec + i % 3);
		key.bytes[31] = i < 3 ? 0x7f : 0xff;
		assert_true(wgkey_is_low_order(&key));
	}
	/* One bit off: what X25519 itself comes to. */
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		for (unsigned bit = 0; bit < 256; bit++) {
			key = points[i];
			key.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
			assert_int_equal(wgkey_is_low_order(&key),
			    crypto_scalarmult(shared, scalar, key.bytes) != 0);
		}
	key = (struct wgkey){ { 9 } };
	assert_false(wgkey_is_low_order(&key));
	assert_true(wgkey_parse(KEY, 44, &key, &why));
	assert_false(wgkey_is_low_order(&key));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trips),
		cmocka_unit_test(agrees_with_libsodium),
		cmocka_unit_test(canonical_only),
		cmocka_unit_test(bad),
		cmocka_unit_test(zero),
		cmocka_unit_test(low_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
