/* Unit tests: names. */
#include "base/name.h"

#include <string.h>

#include "collect.h"

#define A15 "abcdefghij12345"
#define A32 "abcdefghijklmnopqrstuvwxyz012345"
#define A64 A32 A32
#define LABEL63 A32 "abcdefghijklmnopqrstuvwxyz01234"

typedef bool checker(const char *s, size_t n, struct why *why);

static void
verdicts(checker *check, const char *const *rows, bool expected)
{
	for (; *rows != NULL; rows++) {
		struct why why = { "untouched" };
		bool got = check(*rows, strlen(*rows), &why);

		if (got != expected)
			fail_msg("\"%s\": %s", *rows, why.text);
		if (got)
			assert_string_equal(why.text, "untouched");
		else
			assert_non_null(strstr(why.text, "(expected "));
	}
	/* A NUL is no byte of any name. */
	assert_false(check("a\0b", 3, &(struct why){ "" }));
	assert_false(check("", 0, &(struct why){ "" }));
}

static void
names(void **state)
{
	static const char *const good[] = { "a", "0", "oak-1", "as64512", "a_b",
		A32, NULL };
	static const char *const bad[] = { "-a", "_a", "A", "a b", "a.b", "a/b",
		"a\n", "\xc3\xa9", A32 "6", "a;", NULL };

	(void)state;
	verdicts(name_check, good, true);
	verdicts(name_check, bad, false);
}

static void
ifnames(void **state)
{
	static const char *const good[] = { "wg0", "wg-as4242429014", A15,
		"a.1_b", NULL };
	static const char *const bad[] = { A15 "6", ".a", "-a", "WG0", "a/b",
		"a b", "wg%d", "a:1", NULL };

	(void)state;
	verdicts(ifname_check, good, true);
	verdicts(ifname_check, bad, false);
}

static void
ifpatterns(void **state)
{
	static const char *const good[] = { "wg0", "wg-*", "*", "eth?", A15,
		NULL };
	static const char *const bad[] = { A15 "*", "-wg0", ".*", "WG*", "a b",
		"a\"", "[a]", NULL };

	(void)state;
	verdicts(ifpattern_check, good, true);
	verdicts(ifpattern_check, bad, false);
}

static void
symbols(void **state)
{
	static const char *const good[] = { "a", "_", "ebgp_as64512_v6", "A1",
		A64, NULL };
	static const char *const bad[] = { "1a", "a-b", "a.b", "'a'", "a b",
		A64 "6", "a\n", "a{", NULL };

	(void)state;
	verdicts(symbol_check, good, true);
	verdicts(symbol_check, bad, false);
}

static void
users(void **state)
{
	static const char *const good[] = { "bird", "_bird", "a-1", A32, NULL };
	static const char *const bad[] = { "1a", "-a", "Bird", "a b", "a$",
		A32 "6", NULL };

	(void)state;
	verdicts(user_check, good, true);
	verdicts(user_check, bad, false);
}

static void
hostnames(void **state)
{
	static const char *const good[] = { "a", "router.example", "A.EXAMPLE",
		"router.example.", "1.2.3.example", "xn--bcher-kva.example",
		"3com", "0x7f.example", "a.0xg", LABEL63 ".example",
		LABEL63 "." LABEL63 "." LABEL63 "." A32
			"abcdefghijklmnopqrstuvwxyz012",
		NULL };
	/* What a resolver would take for an address is no name. */
	static const char *const bad[] = { ".", "..", "a..b", ".a", "a..",
		"-a.example", "a-.example", "a_b.example", "a b", "a/b",
		"1.2.3.4", "1.2.3", "127.1", "0x7f000001", "127.0.0.0x1",
		"0X7F000001", "0x", "a.0x7f.", "1", LABEL63 "5.example",
		LABEL63 "." LABEL63 "." LABEL63 "." A32
			"abcdefghijklmnopqrstuvwxyz0123",
		"\xc3\xa9.example", "a.example\n", NULL };

	(void)state;
	verdicts(hostname_check, good, true);
	verdicts(hostname_check, bad, false);
}

static void
paths(void **state)
{
	static const char *const good[] = { "/a", "/etc/bird/local.conf",
		"/a/.b", "/a/...", "/a@b+c-d_e", "/..a", "/a..", NULL };
	static const char *const bad[] = { "/", "a", "a/b", "//a", "/a//b",
		"/a/", "/.", "/..", "/a/..", "/a/../b", "/a/./b", "/a b",
		"/a\"b", "/a;b", "/a\n", "/a*", "~/a", "/\xc3\xa9", NULL };
	char longest[257];

	(void)state;
	verdicts(path_check, good, true);
	verdicts(path_check, bad, false);
	memset(longest, 'a', sizeof longest);
	longest[0] = '/';
	assert_true(path_check(longest, 255, &(struct why){ "" }));
	assert_false(path_check(longest, 256, &(struct why){ "" }));
}

static void
as_sets(void **state)
{
	static const char *const good[] = { "AS-X", "as-lime", "AS64496:AS-X",
		"AS-X:AS64496:as-Y_1-2", "AS-" A32, NULL };
	static const char *const bad[] = { "AS1", "AS1:AS2", "AS-", "X-AS",
		"AS-X:", ":AS-X", "AS-X::AS-Y", "AS-X;", "AS-X y", "AS-X\n",
		"AS-\xc3\xa9", "AS-" A64, "RIPE::AS-X", "AS", NULL };

	(void)state;
	verdicts(as_set_check, good, true);
	verdicts(as_set_check, bad, false);
}

static void
irr_sets(void **state)
{
	static const char *const good[] = { "AS-X", "RIPE::AS-X", "rs-x",
		"LEVEL3::AS64496:RS-X", "AS64496:RS-X:AS-Y", NULL };
	static const char *const bad[] = { "RIPE::", "::AS-X", "RIPE::AS1",
		"R E::AS-X", "A::B::AS-X", "RIPE:AS-X", "RS1", "RS-",
		"RIPE::RS-" A64, NULL };
	static const char *const routes[] = { "RS-X", "AS1:rs-x", NULL };

	(void)state;
	verdicts(irr_set_check, good, true);
	verdicts(irr_set_check, bad, false);
	verdicts(route_set_check, routes, true);
	verdicts(as_set_check, routes, false);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(as_sets),
		cmocka_unit_test(irr_sets),
		cmocka_unit_test(ifnames),
		cmocka_unit_test(ifpatterns),
		cmocka_unit_test(symbols),
		cmocka_unit_test(users),
		cmocka_unit_test(hostnames),
		cmocka_unit_test(paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
