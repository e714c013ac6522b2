/* Unit tests: prefixes. */
#include "base/prefix.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collect.h"
#include "random.h"

#define ROUNDS 120000

enum verdict { REFUSED, HOST_BITS, VALID };

/* S as inet_pton(3) and strtoul(3) read it; MEANT without its host bits. */
static enum verdict
reference(char *s, struct prefix *meant)
{
	char *slash = strchr(s, '/'), *end;
	enum verdict v = VALID;
	unsigned long len;
	unsigned bits;
	int got;

	*meant = (struct prefix){ 0 };
	if (slash == NULL || slash[1] < '0' || slash[1] > '9' ||
	    (slash[1] == '0' && slash[2] != '\0'))
		return REFUSED;
	len = strtoul(slash + 1, &end, 10);
	*slash = '\0';
	meant->addr.family = strchr(s, ':') != NULL ? 6 : 4;
	bits = addr_bits(&meant->addr);
	got = inet_pton(bits == 128 ? AF_INET6 : AF_INET, s, meant->addr.bytes);
	*slash = '/';
	if (got != 1 || *end != '\0' || len > bits)
		return REFUSED;
	meant->len = (uint8_t)len;
	for (size_t i = len; i < bits; i++) {
		uint8_t bit = (uint8_t)(1u << (7 - i % 8));

		if ((meant->addr.bytes[i / 8] & bit) != 0)
			v = HOST_BITS;
		meant->addr.bytes[i / 8] &= (uint8_t)~bit;
	}
	return v;
}

static void
same_text(const struct prefix *p)
{
	char text[PREFIX_TEXT], addr[INET6_ADDRSTRLEN], theirs[PREFIX_TEXT + 8];
	struct prefix again;
	struct why why;

	prefix_print(text, p);
	inet_ntop(p->addr.family == 6 ? AF_INET6 : AF_INET, p->addr.bytes, addr,
	    sizeof addr);
	snprintf(theirs, sizeof theirs, "%s/%u", addr, p->len);
	assert_string_equal(text, theirs);
	assert_true(prefix_parse(text, strlen(text), &again, &why));
	assert_int_equal(prefix_cmp(p, &again), 0);
}

static enum verdict
agrees(char *s)
{
	struct prefix got, meant;
	struct why why = { "" };
	char text[PREFIX_TEXT], expected[512];
	enum verdict v = reference(s, &meant);

	if (prefix_parse(s, strlen(s), &got, &why) != (v == VALID))
		fail_msg("\"%s\": %d expected", s, v);
	if (v == VALID) {
		assert_memory_equal(&got.addr, &meant.addr, sizeof got.addr);
		assert_int_equal(got.len, meant.len);
		same_text(&got);
		return v;
	}
	if (v == HOST_BITS)
		snprintf(expected, sizeof expected,
		    "\"%s\" has host bits set "
		    "(expected %s)",
		    s, prefix_print(text, &meant));
	else if (s[0] == '\0')
		snprintf(expected, sizeof expected,
		    "empty (expected a prefix, ADDRESS/LENGTH)");
	else
		snprintf(expected, sizeof expected,
		    "\"%s\" (expected a prefix, ADDRESS/LENGTH)", s);
	assert_string_equal(why.text, expected);
	return v;
}

static void
edges(void **state)
{
	static const char *const rows[] = { "", "/", "/8", "10.0.0.0",
		"10.0.0.0/", "10.0.0.0/8", "10.0.0.0/08", "10.0.0.0/8 ",
		"10.0.0.0/+8", "10.0.0.0/-1", "10.0.0.0/33", "10.0.0.0/32",
		"0.0.0.0/0", "10.0.0.0/0", "::/0", "::1/128", "::1/129",
		"::1/127", "fd00::/8/8", "2001:db8::1/64", "10.0.0.1/8",
		"10.0.0.0/255.0.0.0", "::/18446744073709551616", "::/256",
		"10.0.0.0//8", "fd00::%1/64", "10/8", "ffff::/16", "::/00",
		"::ffff:10.0.0.0/104", "255.255.255.255/31" };
	char text[64];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(text, sizeof text, "%s", rows[i]);
		agrees(text);
	}
}

static void
agrees_with_inet_pton(void **state)
{
	static const char alphabet[] = "0123456789abcdef:./";
	uint64_t seed = 17222;
	unsigned seen[VALID + 1] = { 0 };

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct addr a = { i % 2 ? 4 : 6, { 0 } };
		unsigned len = random_below(&seed, addr_bits(&a) + 3);
		char text[80], addr[ADDR_TEXT];
		size_t n;

		for (unsigned j = 0; j < addr_bits(&a) / 8; j++)
			if (random_below(&seed, 2))
				a.bytes[j] = (uint8_t)random_next(&seed);
		if (random_below(&seed, 2))
			a = prefix_of(&a,
			    len > addr_bits(&a) ? addr_bits(&a) : len)
				.addr;
		n = (size_t)snprintf(text, sizeof text, "%s/%u",
		    addr_print(addr, &a), len);
		if (random_below(&seed, 3) == 0)
			text[random_below(&seed, (unsigned)n)] =
			    alphabet[random_below(&seed, sizeof alphabet - 1)];
		seen[agrees(text)]++;
	}
	for (size_t i = 0; i <= VALID; i++)
		assert_true(seen[i] > ROUNDS / 10);
}

static struct prefix
prefix(const char *text)
{
	struct prefix p;
	struct why why;

	assert_true(prefix_parse(text, strlen(text), &p, &why));
	return p;
}

static void
contains(void **state)
{
	static const struct {
		const char *outer, *inner;
		bool in;
	} rows[] = {
		{ "10.0.0.0/8", "10.0.0.0/8", true },
		{ "10.0.0.0/8", "10.255.0.0/16", true },
		{ "10.0.0.0/8", "11.0.0.0/16", false },
		{ "10.0.0.0/16", "10.0.0.0/8", false },
		{ "0.0.0.0/0", "255.255.255.255/32", true },
		{ "0.0.0.0/0", "::/0", false },
		{ "::/0", "0.0.0.0/0", false },
		{ "172.20.0.0/14", "172.23.255.255/32", true },
		{ "172.20.0.0/14", "172.24.0.0/32", false },
		{ "fd00::/8", "fd42::/16", true },
		{ "fd00::/8", "fc00::/8", false },
		{ "fd42:d42::/33", "fd42:d42:8000::/33", false },
		{ "2001:db8::1/128", "2001:db8::1/128", true },
		{ "2001:db8::1/128", "2001:db8::2/128", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prefix outer = prefix(rows[i].outer);
		struct prefix inner = prefix(rows[i].inner);

		assert_int_equal(prefix_contains(&outer, &inner), rows[i].in);
	}
}

static void
order(void **state)
{
	static const char *const sorted[] = { "0.0.0.0/0", "10.0.0.0/8",
		"10.0.0.0/16", "10.1.0.0/16", "::/0", "::/64", "fd00::/8" };

	(void)state;
	for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
		for (size_t j = 0; j < sizeof sorted / sizeof *sorted; j++) {
			struct prefix a = prefix(sorted[i]);
			struct prefix b = prefix(sorted[j]);
			int c = prefix_cmp(&a, &b);

			assert_int_equal((c > 0) - (c < 0), (i > j) - (i < j));
		}
}

static void
ranges(void **state)
{
	static const struct {
		const char *first, *last, *prefix;
	} rows[] = {
		{ "10.0.0.0", "10.255.255.255", "10.0.0.0/8" },
		{ "0.0.0.0", "255.255.255.255", "0.0.0.0/0" },
		{ "192.0.2.1", "192.0.2.1", "192.0.2.1/32" },
		{ "192.0.2.2", "192.0.2.3", "192.0.2.2/31" },
		{ "fd42::", "fd42:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
		    "fd42::/16" },
		{ "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0" },
		{ "192.0.2.1", "192.0.2.2", NULL },
		{ "192.0.2.3", "192.0.2.2", NULL },
		{ "192.0.2.0", "192.0.2.254", NULL },
		{ "192.0.2.1", "192.0.2.255", NULL },
		{ "0.0.0.0", "::", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prefix p = { .len = 77 };
		struct addr first, last;
		char text[PREFIX_TEXT];
		struct why why;

		assert_true(addr_parse(rows[i].first, strlen(rows[i].first),
		    &first, &why));
		assert_true(addr_parse(rows[i].last, strlen(rows[i].last),
		    &last, &why));
		assert_int_equal(prefix_from_range(&first, &last, &p),
		    rows[i].prefix != NULL);
		if (rows[i].prefix != NULL)
			assert_string_equal(prefix_print(text, &p),
			    rows[i].prefix);
		else
			assert_int_equal(p.len, 77);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edges),
		cmocka_unit_test(agrees_with_inet_pton),
		cmocka_unit_test(contains),
		cmocka_unit_test(order),
		cmocka_unit_test(ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
