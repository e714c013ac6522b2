/* Unit tests of lease-serve: routes, the limit of changes, deadlines. */
#include "../lib/collect.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/hash.h"
#include "lease-serve/change-rate.h"
#include "lease-serve/route-table.h"
#include "lease-serve/visits.h"

#define HASH "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* METHOD and PATH are the row of TEMPLATE, with that parameter. */
static void
finds(const char *method, const char *path, const char *template,
    const char *parameter)
{
	struct buf got = { 0 };
	const char *allow;
	const struct route *r = route_find(&route_table, method, path, &got,
	    &allow);

	if (r == NULL)
		fail_msg("%s %s: no row", method, path);
	assert_string_equal(r->path, template);
	if (parameter != NULL)
		assert_string_equal(buf_cstr(&got), parameter);
	buf_free(&got);
}

/* There is no such row; ALLOW is what its path has, or NULL. */
static void
finds_none(const char *method, const char *path, const char *allow)
{
	struct buf got = { 0 };
	const char *other;

	if (route_find(&route_table, method, path, &got, &other) != NULL)
		fail_msg("%s %s: a row", method, path);
	if (allow == NULL)
		assert_null(other);
	else
		assert_string_equal(other, allow);
	buf_free(&got);
}

static void
finds_rows(void **state)
{
	static const char one[] = "/api/user/prefix/{prefix}";

	(void)state;
	finds("GET", "/api/user/info", "/api/user/info", NULL);
	finds("HEAD", "/api/user/info", "/api/user/info", NULL);
	finds("POST", "/api/user/prefix", "/api/user/prefix", NULL);
	finds("DELETE", "/api/user/prefix/2001:db8::/48", one, "2001:db8::/48");
	finds("DELETE", "/api/user/prefix/2001%3Adb8%3a%3A%2F48", one,
	    "2001:db8::/48");
	finds("DELETE", "/api/user/prefix/a/b", one, "a/b");
	finds("PUT", "/api/user/prefix/10.0.0.0%2f24/rpki",
	    "/api/user/prefix/{prefix}/rpki", "10.0.0.0/24");
	finds("POST", "/api/user/prefix/10.0.0.0/24/renew",
	    "/api/user/prefix/{prefix}/renew", "10.0.0.0/24");
	finds("GET", "/service/mappings/" HASH, "/service/mappings/{user_hash}",
	    HASH);
	finds("DELETE", "/service/user/x", "/service/user/{user_hash}", "x");
}

static void
finds_no_other(void **state)
{
	static const char *const paths[] = { "", "/", "/api", "/api/user",
		"/api/user/info/", "/API/user/info", "//api/user/info",
		"/api/user/info%00", "/api/user/info%0a", "/api/user/%69nfo%",
		"/api/user/info%g0", "/api/user/prefix/a/b/c",
		"/api/user/prefix/a", "/api/user/prefix/a/b/c/rpki",
		"/service/user/", "/service/user/a/b",
		"/service/mappings/a/../b", "*" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		finds_none("GET", paths[i], NULL);
		finds_none("PATCH", paths[i], NULL);
	}
	finds("GET", "/api/user/%69nfo", "/api/user/info", NULL);
}

static void
knows_other_methods(void **state)
{
	(void)state;
	finds_none("POST", "/api/user/info", "GET, HEAD");
	finds_none("GET", "/api/user/asn", "POST");
	finds_none("get", "/api/user/info", "GET, HEAD");
	finds_none("HEAD", "/api/user/prefix/10.0.0.0/24", "DELETE");
	finds_none("TRACE", "/service/mappings/" HASH, "GET, HEAD");
}

/* What methods_of() takes for granted. */
static void
has_one_method_for_each_path(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_table.n; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(route_table.v[i].path,
			    route_table.v[j].path);
}

static void
counts_changes(void **state)
{
	static const char other[] =
	    "0000000000000000000000000000000000000000000000000000000000000000";
	struct change_rate rate = { .most = 2, .since = 1000 };

	(void)state;
	assert_true(change_rate_count(&rate, HASH, 1000));
	assert_true(change_rate_count(&rate, HASH, 2000));
	assert_false(change_rate_count(&rate, HASH, 3000));
	assert_true(change_rate_count(&rate, other, 3000));
	assert_false(change_rate_count(&rate, HASH, 60999));
	assert_true(change_rate_count(&rate, HASH, 61000));
	change_rate_free(&rate);
}

/* True if the other end of PAIR[0] has been shut down. */
static bool
is_shut(const int pair[2])
{
	char c;

	return recv(pair[0], &c, 1, MSG_DONTWAIT) == 0;
}

static void
ends_late_connections(void **state)
{
	struct visits visits = { 0 };
	int pair[3][2];
	struct visit *v[3];

	(void)state;
	assert_int_equal(visits_due(&visits, 0), -1);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair[i]),
		    0);
		v[i] = visit_begin(&visits, pair[i][1], 0);
	}
	assert_int_equal(visits_due(&visits, 0), 30000);
	visit_turn(&visits, v[0], VISIT_READING, 1000);
	visit_turn(&visits, v[1], VISIT_WAITING, 1000);
	assert_int_equal(visits_due(&visits, 1000), 10000);
	assert_int_equal(visits_expire(&visits, 10999), 0);
	assert_int_equal(visits_expire(&visits, 11000), 1);
	assert_true(is_shut(pair[0]));
	assert_int_equal(visits_expire(&visits, 30000), 1);
	assert_true(is_shut(pair[2]));
	/* Who waits for the gateway may wait. */
	assert_int_equal(visits_expire(&visits, 1000000), 0);
	assert_false(is_shut(pair[1]));
	assert_int_equal(visits_due(&visits, 1000000), -1);
	/* What is shut down stays so. */
	visit_turn(&visits, v[0], VISIT_IDLE, 0);
	assert_false(visits_make_room(&visits));
	visit_turn(&visits, v[1], VISIT_IDLE, 1000000);
	assert_true(visits_make_room(&visits));
	assert_true(is_shut(pair[1]));
	for (size_t i = 0; i < 3; i++) {
		visit_end(&visits, v[i]);
		close(pair[i][0]);
		close(pair[i][1]);
	}
	assert_int_equal(visits.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_rows),
		cmocka_unit_test(finds_no_other),
		cmocka_unit_test(knows_other_methods),
		cmocka_unit_test(has_one_method_for_each_path),
		cmocka_unit_test(counts_changes),
		cmocka_unit_test(ends_late_connections),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
