/* Unit tests: BGP communities. */
#include <string.h>

#include "base/community.h"
#include "collect.h"

static void
good(void **state)
{
	static const struct {
		const char *text, *bird, *attribute;
	} rows[] = {
		{ "0:0", "(0, 0)", "bgp_community" },
		{ "65535:65535", "(65535, 65535)", "bgp_community" },
		{ "4294967295:0:7", "(4294967295, 0, 7)",
		    "bgp_large_community" },
		{ "rt:64500:4294967295", "(rt, 64500, 4294967295)",
		    "bgp_ext_community" },
		{ "ro:4294967295:65535", "(ro, 4294967295, 65535)",
		    "bgp_ext_community" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[COMMUNITY_TEXT];
		struct community c;
		struct why why;

		assert_true(community_parse(rows[i].text, strlen(rows[i].text),
		    &c, &why));
		assert_string_equal(community_print(text, &c), rows[i].text);
		assert_string_equal(community_print_bird(text, &c),
		    rows[i].bird);
		assert_string_equal(community_attribute(&c), rows[i].attribute);
	}
}

static void
bad(void **state)
{
	static const char *const rows[] = { "", ":", "1", "1:", ":1",
		"1:2:", "1:2:3:4", "65536:1", "1:65536", "a:b", " 1:2", "1:2 ",
		"rt:1", "rt:65536:65536", "rt:1:2:3", "RT:1:2", "+1:2", "01x:1",
		"4294967296:1:1" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct community c;
		struct why why;

		assert_false(
		    community_parse(rows[i], strlen(rows[i]), &c, &why));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
