/* Unit tests: addresses. */
#include "base/addr.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/public.h"
#include "collect.h"
#include "random.h"

#define ROUNDS 150000
#define TEXT_MOST 60

/* What inet_pton(3) makes of S; false for a text with a NUL in it. */
static bool
reference(const char *s, size_t n, struct addr *a)
{
	char text[TEXT_MOST + 1];

	*a = (struct addr){ 0 };
	if (memchr(s, '\0', n) != NULL)
		return false;
	memcpy(text, s, n);
	text[n] = '\0';
	if (inet_pton(AF_INET, text, a->bytes) == 1) {
		a->family = 4;
		return true;
	}
	a->family = 6;
	return inet_pton(AF_INET6, text, a->bytes) == 1;
}

/* Same verdict, same value, inet_ntop(3)'s text, and that parses again. */
static bool
agrees(const char *s, size_t n)
{
	struct addr got, expected, again;
	char text[ADDR_TEXT], theirs[ADDR_TEXT];
	struct why why;
	bool valid = reference(s, n, &expected);

	if (addr_parse(s, n, &got, &why) != valid)
		fail_msg("\"%.*s\": inet_pton(3) says %d", (int)n, s, valid);
	if (!valid)
		return false;
	assert_memory_equal(&got, &expected, sizeof got);
	addr_print(text, &got);
	inet_ntop(got.family == 6 ? AF_INET6 : AF_INET, got.bytes, theirs,
	    sizeof theirs);
	assert_string_equal(text, theirs);
	assert_true(addr_parse(text, strlen(text), &again, &why));
	assert_int_equal(addr_cmp(&got, &again), 0);
	return true;
}

static void
edges(void **state)
{
	static const char *const rows[] = { "", ":", "::", ":::", "::1",
		"1::", "1::1::1", "0.0.0.0", "255.255.255.255", "256.0.0.1",
		"1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "1.2.3.4 ",
		" 1.2.3.4", "1.2.3.4.", "0x1.2.3.4", "1.2.3.-4", "::1.2.3.4",
		"::ffff:1.2.3.4", "::ffff:1.2.3.256", "::1.2.3",
		"1.2.3.4::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7",
		"1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
		"1::3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4",
		"1:2:3:4:5:6:7:1.2.3.4", "12345::", "00001::", "fe80::1%eth0",
		"fe80::1%1", "[::1]", "::1/128", "FE80::A",
		"1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "::g",
		"0000:0000:0000:0000:0000:ffff:255.255.255.255",
		"0000:0000:0000:0000:0000:0000:255.255.255.2555",
		"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "1:0:0:2:0:0:0:3",
		"1:0:2:0:3:0:4:0", "0:0:1::", "::0:0:0" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		agrees(rows[i], strlen(rows[i]));
	assert_false(agrees("1.2.3.4\0", 8));
	assert_false(agrees("::1\0", 4));
}

static size_t
some_address(uint64_t *seed, char *text)
{
	struct addr a = { random_below(seed, 2) ? 4 : 6, { 0 } };

	/* Runs of zeros are where the texts differ most. */
	for (unsigned i = 0; i < addr_bits(&a) / 8; i++)
		a.bytes[i] = random_below(seed, 3) ? 0 :
						     (uint8_t)random_next(seed);
	addr_print(text, &a);
	return strlen(text);
}

/* Changes, adds, drops or doubles a byte. */
static size_t
mutate(uint64_t *seed, char *text, size_t n)
{
	static const char alphabet[] = "0123456789abcdefABCDEF:.:.gx%/ ";
	size_t at = random_below(seed, (unsigned)n + 1);
	char c = alphabet[random_below(seed, sizeof alphabet)];

	if (at == n || random_below(seed, 4) == 0) {
		memmove(text + at + 1, text + at, n - at);
		text[at] = c;
		return n + 1;
	}
	switch (random_below(seed, 3)) {
	case 0:
		text[at] = c;
		return n;
	case 1:
		memmove(text + at, text + at + 1, n - at - 1);
		return n - 1;
	default:
		memmove(text + at + 1, text + at, n - at);
		return n + 1;
	}
}

static void
agrees_with_inet_pton(void **state)
{
	static const char alphabet[] = "0123456789abcdef::::....";
	uint64_t seed = 4242429001;
	unsigned valid = 0, refused = 0;

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		char text[TEXT_MOST + 1];
		size_t n = 0;

		if (i % 3 == 0) {
			n = random_below(&seed, 48);
			for (size_t j = 0; j < n; j++)
				text[j] = alphabet[random_below(&seed,
				    sizeof alphabet - 1)];
		} else {
			n = some_address(&seed, text);
			for (unsigned j = random_below(&seed, 4); j > 0; j--)
				n = mutate(&seed, text, n);
		}
		if (agrees(text, n))
			valid++;
		else
			refused++;
	}
	/* Neither all of them nor none. */
	assert_true(valid > ROUNDS / 5);
	assert_true(refused > ROUNDS / 5);
}

static struct addr
addr(const char *text)
{
	struct why why;
	struct addr a;

	assert_true(addr_parse(text, strlen(text), &a, &why));
	return a;
}

static void
order(void **state)
{
	static const char *const sorted[] = { "0.0.0.0", "9.0.0.1", "10.0.0.0",
		"255.0.0.0", "::", "::1", "fe80::1" };

	(void)state;
	for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
		for (size_t j = 0; j < sizeof sorted / sizeof *sorted; j++) {
			struct addr a = addr(sorted[i]), b = addr(sorted[j]);
			int c = addr_cmp(&a, &b);

			assert_int_equal((c > 0) - (c < 0), (i > j) - (i < j));
		}
}

static void
kinds(void **state)
{
	static const char *const public[] = { "192.0.2.1", "198.51.100.1",
		"203.0.113.1", "2001:db8::1", "8.8.8.8", "100.63.255.255",
		"100.128.0.0", "172.32.0.0", "223.255.255.255", "2001:200::1",
		"2a00::1", "3fff::1" };
	static const char *const not_public[] = { "0.0.0.0", "10.1.2.3",
		"100.64.0.1", "100.127.255.255", "127.0.0.1", "169.254.1.1",
		"172.16.0.1", "172.20.0.1", "172.31.255.255", "192.0.0.1",
		"192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
		"224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
		"::ffff:8.8.8.8", "64:ff9b::808:808", "100::1", "2001::1",
		"2001:10::1", "2001:1ff::1", "2002:808:808::1", "5f00::1",
		"fd00::1", "fe80::1", "fec0::1", "ff02::1" };
	struct addr a;

	(void)state;
	for (size_t i = 0; i < sizeof public / sizeof *public; i++) {
		a = addr(public[i]);
		if (!addr_is_public(&a))
			fail_msg("%s", public[i]);
	}
	for (size_t i = 0; i < sizeof not_public / sizeof *not_public; i++) {
		a = addr(not_public[i]);
		if (addr_is_public(&a))
			fail_msg("%s", not_public[i]);
	}
	a = addr("fe80::1");
	assert_true(addr_is_link_local(&a));
	a = addr("febf:ffff::");
	assert_true(addr_is_link_local(&a));
	a = addr("fec0::");
	assert_false(addr_is_link_local(&a));
	a = addr("254.128.0.0"); /* its first bytes are fe 80 */
	assert_false(addr_is_link_local(&a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edges),
		cmocka_unit_test(agrees_with_inet_pton),
		cmocka_unit_test(order),
		cmocka_unit_test(kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
