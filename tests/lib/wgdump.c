/* unit tests of the shelves/wgdump.c: a line of "wg show all dump". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "host/wgdump.h"

#define KEY "YS1wZWVycy1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM="
#define START "wg-x\t" KEY "\t"

static bool
parse(struct wgdump_row *row, const char *line)
{
	struct why why;

	return wgdump_parse(row, (struct slice){ line, strlen(line) }, &why);
}

static void
a_link(void **state)
{
	struct wgdump_row row;

	(void)state;
	assert_true(parse(&row, START KEY "\t52001\toff"));
	assert_true(slice_is(row.interface, "wg-x"));
	assert_false(row.is_peer);
	assert_false(wgkey_is_zero(&row.key));
	assert_int_equal(row.listen_port, 52001);
	wgdump_row_free(&row);
	assert_true(parse(&row, "wg-x\t(none)\t(none)\t0\toff"));
	assert_true(wgkey_is_zero(&row.key));
	wgdump_row_free(&row);
}

static void
a_peer(void **state)
{
	struct wgdump_row row;

	(void)state;
	assert_true(parse(&row,
	    START
	    "(none)\t[2001:db8::1]:51820\t"
	    "fe80::/10,10.0.0.0/8\t1700000000\t18446744073709551615\t7\t25"));
	assert_true(row.is_peer && !row.has_psk);
	assert_true(slice_is(row.endpoint, "[2001:db8::1]:51820"));
	assert_int_equal(row.allowed_ips.n, 2);
	assert_int_equal(row.allowed_ips.v[0].addr.family, 4);
	assert_int_equal(row.handshake, 1700000000);
	assert_true(row.received == UINT64_MAX);
	assert_int_equal(row.sent, 7);
	assert_int_equal(row.keepalive, 25);
	wgdump_row_free(&row);
	assert_true(parse(&row, START KEY "\t(none)\t(none)\t0\t0\t0\toff"));
	assert_true(row.has_psk);
	assert_int_equal(row.endpoint.n, 0);
	assert_int_equal(row.handshake, 0);
	assert_int_equal(row.keepalive, 0);
	wgdump_row_free(&row);
}

static void
another_format(void **state)
{
	static const char *const bad[] = { "", "wg-x", "wg-x\t1\t2\t3",
		START "no key\t52001\toff", START KEY "\t70000\toff",
		START "(none)\t(none)\t10.0.0.0\t0\t0\t0\toff",
		START "(none)\t(none)\t(none)\t-1\t0\t0\toff",
		START "(none)\t(none)\t(none)\t0\tx\t0\toff",
		START "(none)\t(none)\t(none)\t0\t0\t\toff",
		START "(none)\t(none)\t(none)\t0\t0\t0\t65536",
		"wg-x\t1\t2\t3\t4\t5\t6\t7\t8\t9" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct wgdump_row row;

		assert_false(parse(&row, bad[i]));
		wgdump_row_free(&row);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link),
		cmocka_unit_test(a_peer),
		cmocka_unit_test(another_format),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
