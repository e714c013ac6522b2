/* Unit tests: URLs of documents. */
#include "base/url.h"

#include <string.h>

#include "collect.h"

static void
good(void **state)
{
	static const struct {
		const char *text;
		enum url_scheme scheme;
		const char *path;
		bool loopback;
	} rows[] = {
		{ "https://vpn.example/api/v1/node", URL_HTTPS,
		    "vpn.example/api/v1/node", false },
		{ "https://vpn.example", URL_HTTPS, "vpn.example", false },
		{ "https://vpn.example:8443/?a=b&c=%20", URL_HTTPS,
		    "vpn.example:8443/?a=b&c=%20", false },
		{ "https://vpn.example?a", URL_HTTPS, "vpn.example?a", false },
		{ "http://192.0.2.1/x", URL_HTTP, "192.0.2.1/x", false },
		{ "http://[2001:db8::1]/x", URL_HTTP, "[2001:db8::1]/x",
		    false },
		{ "http://127.9.9.9:80/x", URL_HTTP, "127.9.9.9:80/x", true },
		{ "http://[::1]:8080/", URL_HTTP, "[::1]:8080/", true },
		{ "http://LocalHost/", URL_HTTP, "LocalHost/", true },
		{ "http://localhost.example/", URL_HTTP, "localhost.example/",
		    false },
		{ "http://127.0.0.1.example/", URL_HTTP, "127.0.0.1.example/",
		    false },
		{ "file:///var/lib/x.json", URL_FILE, "/var/lib/x.json",
		    false },
		{ "/var/lib/x.json", URL_FILE, "/var/lib/x.json", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why;

		if (!url_check(rows[i].text, strlen(rows[i].text), &why))
			fail_msg("%s", why.text);
		assert_int_equal(url_scheme(rows[i].text), rows[i].scheme);
		assert_string_equal(url_path(rows[i].text), rows[i].path);
		if (rows[i].scheme != URL_FILE)
			assert_int_equal(url_is_loopback(rows[i].text),
			    rows[i].loopback);
	}
}

static void
bad(void **state)
{
	static const char *const rows[] = { "", "/", "https://", "https:///x",
		"http://", "file://", "file://x/y", "file:/x", "x",
		"relative/x", "ftp://a/", "HTTPS://a/", "https:/a/",
		"https://user@a/", "https://user:pw@a/", "https://a:0/",
		"https://a:/", "https://a:65536/", "https://::1/",
		"https://[::1/", "https://::1]/", "https://[192.0.2.1]/",
		"https://[a]/", "https://a_b/", "https://a b/", "https://a/b c",
		"https://a/#f", "https://a/\\", "https://a/\"", "https://a/<",
		"https://a/{", "https://a/|", "https://a/\n", "https://a/\t",
		"https://a/\xc3\xa9", "https://a/\x7f", "https://\xc3\xa9/",
		"https://a#f", "https://a\\b/", "/a/../b", "/a b",
		"file:///a/../b" };
	char text[2048] = "https://a/";

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct why why = { "" };

		if (url_check(rows[i], strlen(rows[i]), &why))
			fail_msg("\"%s\" was taken", rows[i]);
		assert_true(why.text[0] != '\0');
	}
	memset(text + 10, 'x', 1014);
	assert_true(url_check(text, 1024, &(struct why){ "" }));
	text[1024] = 'x';
	assert_false(url_check(text, 1025, &(struct why){ "" }));
	/* A NUL would end it for libcurl, and not for whoever looks at it. */
	assert_false(url_check("https://a/\0b", 12, &(struct why){ "" }));
	assert_false(url_check("https://a\0b/", 12, &(struct why){ "" }));
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
