/* Unit tests: endpoints. */
#include "base/endpoint.h"

#include <string.h>

#include "collect.h"

#define LABEL "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"
#define NAME253 LABEL "." LABEL "." LABEL "." LABEL ".a"

static void
good(void **state)
{
	static const struct {
		const char *text, *printed;
	} rows[] = {
		{ "router.example:51820", "router.example:51820" },
		{ "Router.EXAMPLE.:1", "router.example:1" },
		{ "192.0.2.1:65535", "192.0.2.1:65535" },
		{ "[2001:db8::1]:51820", "[2001:db8::1]:51820" },
		{ "[2001:0DB8:0::1]:51820", "[2001:db8::1]:51820" },
		{ "2001:db8::1:51820", "[2001:db8::1]:51820" },
		{ NAME253 ":65535", NAME253 ":65535" },
	};

	(void)state;
	assert_int_equal(strlen(NAME253), 253);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct endpoint ep, again;
		char text[ENDPOINT_TEXT];
		struct why why;

		if (!endpoint_parse(rows[i].text, strlen(rows[i].text), &ep,
			&why))
			fail_msg("%s", why.text);
		assert_string_equal(endpoint_print(text, &ep), rows[i].printed);
		assert_true(endpoint_parse(text, strlen(text), &again, &why));
		assert_int_equal(again.port, ep.port);
		endpoint_free(&again);
		endpoint_free(&ep);
		endpoint_free(&ep); /* a second time does no harm */
	}
}

static void
bad(void **state)
{
	static const char *const rows[] = { "", ":", ":51820", "router.example",
		"router.example:", "router.example:0", "router.example:65536",
		"router.example:051820", "router.example:http",
		"router.example: 1", "192.0.2.1", "[2001:db8::1]",
		"[2001:db8::1]51820", "[2001:db8::1:51820",
		"2001:db8::1]:51820", "[]:1", "[192.0.2.1]:1",
		"[router.example]:1", "[fe80::1%eth0]:1", "fe80::1%eth0:1",
		"a b:1", "a\n:1", "192.0.2.256:1", "0x7f000001:1",
		"http://router.example:1", "\xc3\xa9.example:1",
		NAME253 "c:1" };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct endpoint ep = { .port = 7 };
		struct why why;

		if (endpoint_parse(rows[i], strlen(rows[i]), &ep, &why))
			fail_msg("%s", rows[i]);
		assert_int_equal(ep.port, 7);
		assert_null(ep.host);
		assert_non_null(strstr(why.text,
		    "(expected HOST:PORT, a port being 1 .. 65535)"));
	}
}

static void
hosts(void **state)
{
	static const struct {
		const char *text, *printed;
	} rows[] = {
		{ "Oak-1.example.", "oak-1.example" },
		{ "192.0.2.1", "192.0.2.1" },
		{ "2001:DB8::1", "2001:db8::1" },
		{ "[2001:db8::1]", NULL },
		{ "router.example:1", NULL },
		{ "192.0.2", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct endpoint ep = { 0 };
		char text[ENDPOINT_TEXT];
		struct why why;

		assert_int_equal(
		    host_parse(rows[i].text, strlen(rows[i].text), &ep, &why),
		    rows[i].printed != NULL);
		if (rows[i].printed != NULL)
			assert_string_equal(host_print(text, &ep),
			    rows[i].printed);
		else
			assert_non_null(strstr(why.text,
			    "(expected a host name or an address)"));
		assert_int_equal(ep.port, 0);
		endpoint_free(&ep);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(bad),
		cmocka_unit_test(hosts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
