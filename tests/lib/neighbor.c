/* Unit tests: the sessions of the site file.  What is refused is in
 * tests/bird-render/edge.bats, in the words of a user. */
#include "site/neighbor.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "collect.h"
#include "scratch.h"
#include "site/sessions.h"
#include "site/site-read.h"
#include "site/site.h"

#define HEAD "network: {asn: 64496}\nregistry: {kind: none}\n"
#define TWO "routers: {r1: {ipv4: 192.0.2.1}, r2: {ipv4: 192.0.2.2}}\n"

static struct site *
read_text(const char *text, struct collect *c)
{
	scratch_write("s", text, strlen(text));
	return site_read("s", &c->diag);
}

static void
all_keys(void **state)
{
	static const char text[] = HEAD TWO
	    "sessions:\n"
	    "  - name: a-1\n"
	    "    router: r2\n"
	    "    type: downstream\n"
	    "    asn: AS64497\n"
	    "    neighbor: 192.0.2.9\n"
	    "    local: 192.0.2.8\n"
	    "    multihop: 3\n"
	    "    gateway: 192.0.2.7\n"
	    "    protocol: Customer_1\n"
	    "    password-file: /etc/p\n"
	    "    graceful-restart: true\n"
	    "    ttl-security: true\n"
	    "    bfd: true\n"
	    "    role: none\n"
	    "    families: ipv4\n"
	    "    import-limit: 5\n"
	    "    receive-limit: 6\n"
	    "    export-limit: 7\n"
	    "    action: block\n"
	    "    prefixes: [198.51.100.0/24, \"2001:db8::/32\"]\n"
	    "    as-set: AS64497:AS-a\n"
	    "    asns: [1, AS2, 0.3]\n"
	    "    more-specifics: true\n"
	    "    default-route: true\n"
	    "    local-pref: 0\n"
	    "    prepend: 10\n"
	    "    med: 4294967295\n"
	    "    blackhole: true\n"
	    "    drain: true\n"
	    "    shutdown: true\n"
	    "    description: d\n";
	const struct neighbor *n;
	char addr[ADDR_TEXT], symbol[NEIGHBOR_SYMBOL];
	struct collect c;
	struct site *s;
	size_t count;

	(void)state;
	collect_open(&c);
	s = read_text(text, &c);
	collect_said(&c, "");
	assert_non_null(s);
	neighbors_of(s, "r1", &count);
	assert_int_equal(count, 0);
	n = neighbors_of(s, "r2", &count);
	assert_int_equal(count, 1);
	assert_int_equal(n->at, 5);
	assert_string_equal(n->name, "a-1");
	assert_string_equal(neighbor_symbol(symbol, n), "a_1");
	assert_int_equal(n->type, TYPE_DOWNSTREAM);
	assert_string_equal(neighbor_type(n), "downstream");
	assert_int_equal(n->asn, 64497);
	assert_string_equal(addr_print(addr, &n->address), "192.0.2.9");
	assert_string_equal(addr_print(addr, &n->local), "192.0.2.8");
	assert_int_equal(n->multihop, 3);
	assert_string_equal(addr_print(addr, neighbor_gateway(n, 4)),
	    "192.0.2.7");
	assert_string_equal(n->protocol, "Customer_1");
	assert_string_equal(n->password_file, "/etc/p");
	assert_true(n->graceful_restart && n->ttl_security && n->bfd);
	assert_int_equal(n->role, ROLE_NONE);
	assert_true(neighbor_carries(n, 4));
	assert_false(neighbor_carries(n, 6));
	assert_int_equal(n->import_limit.routes[0], 5);
	assert_int_equal(n->receive_limit.routes[0], 6);
	assert_int_equal(n->export_limit.routes[0], 7);
	assert_string_equal(neighbor_action(n), "block");
	assert_int_equal(n->prefixes.n, 2);
	assert_true(neighbor_listed(n));
	assert_int_equal(n->as_sets.n, 1);
	assert_string_equal(n->as_sets.v[0], "AS64497:AS-a");
	assert_int_equal(n->asns.n, 3);
	assert_int_equal(n->asns.v[0], 1);
	assert_int_equal(n->asns.v[1], 2);
	assert_int_equal(n->asns.v[2], 3);
	assert_true(n->more_specifics && n->default_route && n->blackhole);
	assert_int_equal(n->local_pref, 0);
	assert_int_equal(n->prepend, 10);
	assert_int_equal(n->med, 4294967295);
	assert_true(n->drain && n->shutdown);
	assert_string_equal(n->description, "d");
	assert_int_equal(n->line[NEIGHBOR_ASNS], 26);
	site_free(s);
	collect_close(&c);
}

/* What goes by the type. */
static void
defaults(void **state)
{
	static const struct {
		const char *type, *keys;
		const char *role;
		uint32_t local_pref, import_limit;
		bool add_paths;
	} rows[] = {
		{ "upstream", "", "customer", 100, 0, false },
		{ "peer", "", "peer", 120, 77, false },
		{ "route-server", "", "rs_client", 110, 0, false },
		{ "downstream", ", prefixes: []", "provider", 130, 77, false },
		{ "collector", "", "none", 0, 0, true },
	};
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct neighbor *n;
		char text[512];
		struct site *s;
		size_t count;

		snprintf(text, sizeof text,
		    HEAD "peering: {import-limit: 77}\n"
			 "routers: {r1: {ipv4: 192.0.2.1}}\n"
			 "sessions: [{name: x-y, type: %s, asn: 64497, "
			 "neighbor: \"2001:db8::1\"%s}]\n",
		    rows[i].type, rows[i].keys);
		s = read_text(text, &c);
		collect_said(&c, "");
		assert_non_null(s);
		n = neighbors_of(s, "r1", &count);
		assert_int_equal(count, 1);
		assert_string_equal(n->router, "r1");
		assert_string_equal(n->protocol, "bf_bgp_x_y");
		assert_string_equal(neighbor_role(n), rows[i].role);
		assert_int_equal(n->local_pref, rows[i].local_pref);
		assert_int_equal(n->import_limit.routes[0],
		    rows[i].import_limit);
		assert_int_equal(n->receive_limit.routes[0], 0);
		assert_int_equal(n->add_paths, rows[i].add_paths);
		assert_int_equal(n->families, NEIGHBOR_IPV6);
		assert_string_equal(neighbor_action(n), "restart");
		assert_int_equal(neighbor_listed(n), *rows[i].keys != '\0');
		assert_int_equal(n->multihop, 0);
		assert_false(n->graceful_restart || n->ttl_security || n->bfd ||
		    n->more_specifics || n->default_route || n->blackhole ||
		    n->drain || n->shutdown);
		assert_int_equal(n->prepend, 0);
		assert_false(neighbor_given(n, NEIGHBOR_MED));
		site_free(s);
	}
	collect_close(&c);
}

/* By router, then name, however they stand in the file. */
static void
order(void **state)
{
#define SESSION(router, name, last) \
	"  - {name: " name ", router: " router \
	", type: collector, asn: 1, neighbor: 192.0.2." last "}\n"
	static const char text[] = HEAD TWO
	    "sessions:\n" SESSION("r2", "b", "1") SESSION("r1", "z", "2")
		SESSION("r2", "a", "3") SESSION("r1", "b", "1");
	const struct neighbor *n;
	struct collect c;
	struct site *s;
	size_t count;

	(void)state;
	collect_open(&c);
	s = read_text(text, &c);
	assert_non_null(s);
	n = neighbors_of(s, "r1", &count);
	assert_int_equal(count, 2);
	assert_string_equal(n[0].name, "b");
	assert_string_equal(n[1].name, "z");
	n = neighbors_of(s, "r2", &count);
	assert_int_equal(count, 2);
	assert_string_equal(n[0].name, "a");
	assert_string_equal(n[1].name, "b");
	neighbors_of(s, "r3", &count);
	assert_int_equal(count, 0);
	site_free(s);
	collect_close(&c);
}

/* Every error of every session is said, in one go. */
static void
all_errors(void **state)
{
	static const char text[] = HEAD
	    "routers: {r1: {ipv4: 192.0.2.1}}\n"
	    "sessions:\n"
	    "  - {name: a, type: upstream, asn: 0, neighbor: 192.0.2.1}\n"
	    "  - {name: B, type: upstream, asn: 1, neighbor: 192.0.2.2}\n"
	    "  - {name: c, type: upstream, asn: 64496, neighbor: \"fe80::1\", "
	    "multihop: 2}\n";
	struct collect c;

	(void)state;
	collect_open(&c);
	assert_null(read_text(text, &c));
	collect_said(&c,
	    "test: s:5: asn: a reserved AS number\n"
	    "test: s:6: name: \"B\" (expected a name of a-z 0-9 _ -, at most "
	    "32 long)\n"
	    "test: s:7: asn: our own (expected another's; the site's own "
	    "routers are joined by its mesh, or by type: ibgp)\n"
	    "test: s:7: interface: missing (expected it, as the neighbor is a "
	    "link-local address)\n"
	    "test: s:7: multihop: to a link-local neighbor (expected none: it "
	    "is on the link)\n");
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_keys),
		cmocka_unit_test(defaults),
		cmocka_unit_test(order),
		cmocka_unit_test(all_errors),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
