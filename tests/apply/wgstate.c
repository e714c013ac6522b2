/* Unit tests of src/apply/wgstate.c: wg's dump, and this host. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "apply/wgstate.h"
#include "base/hash.h"

#define KEY "YS1wZWVycy1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM="
#define LINK "wg-x\t" KEY "\t" KEY "\t52001\toff\n"
#define PEER \
	"wg-x\t" KEY "\t(none)\t192.0.2.1:51820\t" \
	"fe80::/10,10.0.0.0/8\t0\t0\t0\t30\n"

static bool
take(struct wgstate *s, const char *dump)
{
	struct why why;

	*s = (struct wgstate){ .link = calloc(2, sizeof *s->link), .n = 2 };
	strcpy(s->link[0].name, "lo");
	strcpy(s->link[1].name, "wg-x");
	return wgstate_take_dump(s, (struct slice){ dump, strlen(dump) }, &why);
}

static void
takes_a_dump(void **state)
{
	const struct wglink *link;
	struct wgstate s;

	(void)state;
	assert_true(take(&s, LINK PEER "wg-other\tx\n"));
	assert_false(wgstate_find(&s, "lo")->wireguard);
	link = wgstate_find(&s, "wg-x");
	assert_true(link->wireguard);
	assert_int_equal(link->listen_port, 52001);
	assert_int_equal(link->npeer, 1);
	assert_false(link->peer[0].has_psk);
	assert_int_equal(link->peer[0].keepalive, 30);
	assert_int_equal(link->peer[0].allowed_ips.n, 2);
	assert_int_equal(link->peer[0].allowed_ips.v[0].addr.family, 4);
	wgstate_free(&s);
	assert_true(take(&s,
	    "wg-x\t(none)\t(none)\t0\toff\nwg-x\t" KEY "\t" KEY
	    "\t(none)\t(none)\t0\t0\t0\toff\n"));
	assert_true(s.link[1].peer[0].has_psk);
	assert_int_equal(s.link[1].peer[0].keepalive, 0);
	wgstate_free(&s);
}

static void
refuses_another_format(void **state)
{
	static const char *const bad[] = { "wg-x\n", "wg-x\t1\t2\t3\n",
		"wg-x\t" KEY "\tno key\t52001\toff\n",
		"wg-x\t" KEY "\t" KEY "\t70000\toff\n",
		LINK "wg-x\t" KEY "\t(none)\t(none)\t10.0.0.0\t0\t0\t0\t0\n",
		LINK "wg-x\t1\t2\t3\t4\t5\t6\t7\t8\t9\n" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct wgstate s;

		assert_false(take(&s, bad[i]));
		wgstate_free(&s);
	}
}

static void
reads_this_host(void **state)
{
	struct addr loopback = { 4, { 127, 0, 0, 1 } };
	struct addr other = { 4, { 192, 0, 2, 99 } };
	struct wgstate s;
	struct why why;

	(void)state;
	assert_true(wgstate_read(&s, false, &why));
	assert_non_null(wgstate_find(&s, "lo"));
	if (wgstate_find(&s, "lo")->up)
		assert_true(wgstate_has_addr(&s, &loopback));
	assert_false(wgstate_has_addr(&s, &other));
	wgstate_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_a_dump),
		cmocka_unit_test(refuses_another_format),
		cmocka_unit_test(reads_this_host),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
