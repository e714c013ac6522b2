/* The mappings are one SQL statement, however many users there are. */
#include "../lib/collect.h"

#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "../lib/scratch.h"
#include "base/hash.h"
#include "site/site-read.h"
#include "store/lease-json.h"

static const char site_text[] = "network: {asn: 64511}\n"
				"registry: {kind: none}\n"
				"routers: {r1: {ipv4: 192.0.2.1}}\n"
				"leases:\n"
				"  store: %s/leases.db\n"
				"  asns: [4200000000-4200000999]\n"
				"  prefixes: [\"2001:db8:f000::/40\"]\n";

static unsigned statements;

static int
count_statement(unsigned kind, void *ctx, void *statement, void *sql)
{
	(void)kind;
	(void)ctx;
	(void)statement;
	/* A trigger's comment is no statement. */
	if (strncmp(sql, "--", 2) != 0)
		statements++;
	return 0;
}

/* SQLite calls this for each connection that it opens. */
static int
trace(sqlite3 *db, char **error, const struct sqlite3_api_routines *api)
{
	(void)error;
	(void)api;
	return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count_statement, NULL);
}

static void
add_user(struct lease_store *store, unsigned number)
{
	struct lease_person who = { 0 };
	char sub[32], hash[LEASE_HASH_TEXT];
	struct lease lease;
	uint32_t asn;
	bool had;

	snprintf(sub, sizeof sub, "auth0|%u", number);
	lease_hash_of(sub, strlen(sub), hash);
	who = (struct lease_person){ hash, sub, NULL };
	assert_int_equal(lease_asn_get(store, &who, &asn, &had), LEASE_DONE);
	assert_int_equal(lease_take(store, hash, 4, &lease), LEASE_DONE);
}

static void
is_one_statement(void **state)
{
	struct diag diag = { .tool = "test", .sink = diag_stderr };
	char here[4096];
	struct buf text = { 0 };
	struct lease_store *store;
	struct site *site;
	struct why why;

	(void)state;
	assert_non_null(getcwd(here, sizeof here));
	buf_printf(&text, site_text, here);
	scratch_write("site.yaml", text.data, text.len);
	site = site_read("site.yaml", &diag);
	assert_non_null(site);
	sqlite3_auto_extension((void (*)(void))trace);
	store = lease_store_open(&site->leases, 1000, false, &why);
	assert_non_null(store);
	for (unsigned i = 0; i < 50; i++)
		add_user(store, i);
	/* The trace works. */
	assert_true(statements > 100);
	text.len = 0;
	statements = 0;
	assert_int_equal(lease_json_mappings(&text, store), LEASE_DONE);
	assert_int_equal(statements, 1);
	assert_non_null(strstr(buf_cstr(&text), "auth0|49"));
	assert_null(strstr(buf_cstr(&text), "\"prefixes\": []"));
	buf_free(&text);
	lease_store_close(store);
	site_free(site);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_one_statement),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
