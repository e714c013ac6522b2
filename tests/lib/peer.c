/* Unit tests: peers, in YAML and in records. */
#include "site/peer.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "collect.h"
#include "scratch.h"

#define KEY "/b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA4="

/* A peer with every key, and the record that is made of it. */
static const char all_yaml[] =
    "name: example\n"
    "asn: AS4242429014\n"
    "router: oak-1\n"
    "mntner: EXAMPLE-MNT\n"
    "public-key: " KEY "\n"
    "endpoint: \"Peer.Example:51820\"\n"
    "id: 42\n"
    "link-local: fe80::3914\n"
    "local-link-local: fe80::9001\n"
    "listen-port: 52042\n"
    "ipv4: 172.23.240.177/172.23.243.97\n"
    "ipv6: \"fd5a:7e1d:7d51::1/fd5a:7e1d:fb45::1\"\n"
    "families: separate\n"
    "tunnel: none\n"
    "interface: wg-example\n"
    "protocol: ebgp_example\n"
    "latency: 7.30\n"
    "bandwidth: 24\n"
    "crypto: 34\n"
    "link-type: 83\n"
    "loss: 91\n"
    "mtu: 1412\n"
    "psk-file: /etc/wireguard/example.psk\n"
    "password-file: /etc/birdfeed/example.conf\n"
    "import-limit: 100\n"
    "bfd: true\n"
    "drain: true\n"
    "shutdown: true\n"
    "description: \"a peer; \\\"{\\n\\t\\e\\u00e9\"\n"
    "psk: \"yes\"\n"
    "requested: true\n";
static const char all_record[] =
    "peer\texample\tasn=4242429014\t"
    "router=oak-1\tmntner=EXAMPLE-MNT\tpublic-key=" KEY
    "\tendpoint=peer.example:51820\tid=42\tlink-local=fe80::3914\t"
    "local-link-local=fe80::9001\tlisten-port=52042\t"
    "ipv4=172.23.240.177/172.23.243.97\t"
    "ipv6=fd5a:7e1d:7d51::1/fd5a:7e1d:fb45::1\tfamilies=separate\t"
    "tunnel=none\tinterface=wg-example\tprotocol=ebgp_example\t"
    "latency=7.3\tbandwidth=24\tcrypto=34\tlink-type=83\t"
    "loss=91\tmtu=1412\t"
    "psk-file=/etc/wireguard/example.psk\t"
    "password-file=/etc/birdfeed/example.conf\timport-limit=100\tbfd=true\t"
    "drain=true\tshutdown=true\t"
    "description=a peer; \"{\\n\\t\\x1b\xc3\xa9\tpsk=yes"
    "\trequested=true\n";

static bool
from_yaml(struct peer *p, const char *text, struct collect *c)
{
	struct ynode *root;
	bool ok;

	*p = (struct peer){ 0 };
	scratch_write("p", text, strlen(text));
	root = ynode_read("p", DIAG_ERROR, &c->diag);
	if (root == NULL)
		return false;
	ok = peer_from_yaml(p, root, "p", &c->diag);
	ynode_free(root);
	return ok;
}

static bool
from_record(struct peer *p, const char *line, unsigned flags, struct collect *c)
{
	static const struct place place = { "-", 7 };
	struct slice s = { line, strcspn(line, "\n") };
	struct record r = { 0 };
	struct why why;
	bool ok;

	*p = (struct peer){ 0 };
	if (!record_check(s, &why))
		fail_msg("%s", why.text);
	record_parse(&r, s);
	ok = peer_from_record(p, &r, &place, flags, DIAG_REFUSED, &c->diag);
	record_free(&r);
	return ok;
}

static void
prints_as(const struct peer *p, const char *record)
{
	struct buf line = { 0 };

	peer_to_record(p, &line);
	assert_string_equal(buf_cstr(&line), record);
	buf_free(&line);
}

static void
every_key(void **state)
{
	struct collect c;
	struct peer p;

	(void)state;
	collect_open(&c);
	assert_true(from_yaml(&p, all_yaml, &c));
	for (unsigned i = 0; i < PEER_KEYS; i++) {
		assert_true(peer_given(&p, i));
		assert_int_equal(p.line[i], i + 1);
	}
	assert_int_equal(p.latency, 7300);
	assert_int_equal(p.families, FAMILIES_SEPARATE);
	assert_int_equal(p.tunnel, TUNNEL_NONE);
	assert_string_equal(p.endpoint.host, "peer.example");
	prints_as(&p, all_record);
	peer_free(&p);

	assert_true(from_record(&p, all_record, 0, &c));
	for (unsigned i = 0; i < PEER_KEYS; i++)
		assert_int_equal(p.line[i], 7);
	prints_as(&p, all_record);
	peer_free(&p);
	collect_close(&c);
}

static void
defaults(void **state)
{
	struct collect c;
	struct peer p;

	(void)state;
	collect_open(&c);
	assert_true(from_yaml(&p, "asn: 64512\n", &c));
	assert_int_equal(p.place.line, 1);
	assert_false(peer_given(&p, PEER_NAME));
	assert_false(peer_given(&p, PEER_MTU));
	assert_int_equal(p.families, FAMILIES_MP);
	assert_int_equal(p.tunnel, TUNNEL_WIREGUARD);
	assert_int_equal(p.mtu, 1420);
	assert_false(p.bfd);
	p.name = mem_strdup("as64512");
	peer_mark(&p, PEER_NAME);
	assert_true(peer_given(&p, PEER_NAME));
	prints_as(&p,
	    "peer\tas64512\tasn=64512\tfamilies=mp\t"
	    "tunnel=wireguard\tmtu=1420\tbfd=false\tdrain=false\t"
	    "shutdown=false\n");
	peer_free(&p);

	/* An empty description is one. */
	assert_true(from_record(&p, "peer\ta\tasn=1\tdescription=", 0, &c));
	assert_string_equal(p.description, "");
	peer_free(&p);
	collect_close(&c);
}

/* The example in birdfeed-peers(5) is a valid peer. */
static void
example_of_the_page(void **state)
{
	struct collect c;
	struct ynode *root;
	struct peer p = { 0 };

	(void)state;
	if (getenv("TOP_SRCDIR") == NULL)
		skip();
	collect_open(&c);
	scratch_example("p", "birdfeed-peers.5", "asn: 4242429014\n");
	root = ynode_read("p", DIAG_ERROR, &c.diag);
	assert_non_null(root);
	assert_true(peer_from_yaml(&p, root, "p", &c.diag));
	assert_int_equal(p.id, 42);
	assert_false(wgkey_is_low_order(&p.public_key));
	ynode_free(root);
	peer_free(&p);
	collect_close(&c);
}

#define SAYS(line, text) "test: p:" line ": " text "\n"
#define NUMBER(range) " (expected a decimal number, " range ")"

static void
refused_in_yaml(void **state)
{
	static const struct {
		const char *text, *said;
	} rows[] = {
		{ "- asn: 1\n",
		    SAYS("1",
			"a peer: not a map (expected a map "
			"of keys)") },
		{ "name: a\n", SAYS("1", "asn: missing") },
		{ "asn: 1\nname: A\n",
		    SAYS("2",
			"name: \"A\" (expected a "
			"name of a-z 0-9 _ -, at most 32 long)") },
		{ "asn: 1\nid: 0\n",
		    SAYS("2", "id: \"0\"" NUMBER("1 .. 65535")) },
		{ "asn: 1\nmtu: 1279\n",
		    SAYS("2", "mtu: \"1279\"" NUMBER("1280 .. 9216")) },
		{ "asn: 1\nbandwidth: 30\n",
		    SAYS("2", "bandwidth: \"30\"" NUMBER("21 .. 29")) },
		{ "asn: 1\nimport-limit: 0\n",
		    SAYS("2", "import-limit: \"0\"" NUMBER("1 .. 10000000")) },
		{ "asn: 1\nlisten-port: 65536\n",
		    SAYS("2", "listen-port: \"65536\"" NUMBER("1 .. 65535")) },
		{ "asn: 1\npublic-key: x\n",
		    SAYS("2",
			"public-key: \"x\" "
			"(expected a WireGuard key, 32 bytes in base64)") },
		{ "asn: 1\nendpoint: peer.example\n",
		    SAYS("2",
			"endpoint: "
			"\"peer.example\" (expected HOST:PORT, a port being "
			"1 .. 65535)") },
		{ "asn: 1\nlink-local: 192.0.2.1\n",
		    SAYS("2",
			"link-local: "
			"\"192.0.2.1\" (expected an IPv6 address)") },
		{ "asn: 1\nipv4: 192.0.2.1\n",
		    SAYS("2",
			"ipv4: "
			"\"192.0.2.1\" (expected two different IPv4 addresses, "
			"OURS/THEIRS)") },
		{ "asn: 1\nipv4: 192.0.2.1/192.0.2.1\n",
		    SAYS("2",
			"ipv4: "
			"\"192.0.2.1/192.0.2.1\" (expected two different IPv4 "
			"addresses, OURS/THEIRS)") },
		{ "asn: 1\nipv6: \"::1/192.0.2.1\"\n",
		    SAYS("2",
			"ipv6: "
			"\"::1/192.0.2.1\" (expected two different IPv6 "
			"addresses, OURS/THEIRS)") },
		{ "asn: 1\nipv6: \"fd00::1/64\"\n",
		    SAYS("2",
			"ipv6: "
			"\"fd00::1/64\" (expected two different IPv6 "
			"addresses, "
			"OURS/THEIRS)") },
		{ "asn: 1\nfamilies: both\n",
		    SAYS("2",
			"families: \"both\" "
			"(expected mp, separate, ipv4, ipv6)") },
		{ "asn: 1\ntunnel: gre\n",
		    SAYS("2",
			"tunnel: \"gre\" "
			"(expected wireguard, none)") },
		{ "asn: 1\ninterface: a/b\n",
		    SAYS("2",
			"interface: \"a/b\" "
			"(expected an interface name of a-z 0-9 . _ -, at most "
			"15 long)") },
		{ "asn: 1\nprotocol: a-b\n",
		    SAYS("2",
			"protocol: \"a-b\" "
			"(expected a BIRD name of letters, digits and _, at "
			"most "
			"64 long)") },
		{ "asn: 1\nlatency: fast\n",
		    SAYS("2",
			"latency: \"fast\" "
			"(expected milliseconds, 0 .. 60000, with at most "
			"three "
			"decimals)") },
		{ "asn: 1\nbfd: on\n",
		    SAYS("2", "bfd: \"on\" (expected true or false)") },
		/* each error of one peer is said */
		{ "asn: x\nmtu: y\nbfd: z\n",
		    SAYS("1",
			"asn: \"x\" (expected "
			"an AS number, 0 .. 4294967295)")
			SAYS("2", "mtu: \"y\"" NUMBER("1280 .. 9216"))
			    SAYS("3", "bfd: \"z\" (expected true or false)") },
	};
	struct collect c;
	struct peer p;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_false(from_yaml(&p, rows[i].text, &c));
		collect_said(&c, rows[i].said);
		peer_free(&p);
	}
	assert_false(from_yaml(&p, "asn: 1\npasswd: x\n", &c));
	assert_non_null(strstr(buf_cstr(&c.text),
	    "test: p:2: passwd: an "
	    "unknown key of a peer (expected one of name, asn, router, "));
	c.text.len = 0;
	peer_free(&p);
	assert_int_equal(c.diag.count[DIAG_ERROR], 0);
	collect_close(&c);
}

static void
long_description(void **state)
{
	struct buf line = { 0 };
	struct collect c;
	struct peer p;

	(void)state;
	collect_open(&c);
	buf_str(&line, "peer\ta\tasn=1\tdescription=");
	for (int i = 0; i < 1024; i++)
		buf_char(&line, 'x');
	assert_true(from_record(&p, buf_cstr(&line), 0, &c));
	peer_free(&p);
	buf_char(&line, 'x');
	assert_false(from_record(&p, buf_cstr(&line), 0, &c));
	collect_said(&c,
	    "test: -:7: description: a text of 1025 bytes "
	    "(expected at most 1024, none of them NUL)\n");
	peer_free(&p);
	assert_false(
	    from_record(&p, "peer\ta\tasn=1\tdescription=\\x00", 0, &c));
	collect_said(&c,
	    "test: -:7: description: a text of 1 bytes "
	    "(expected at most 1024, none of them NUL)\n");
	peer_free(&p);
	buf_free(&line);
	collect_close(&c);
}

static void
refused_in_records(void **state)
{
	static const struct {
		const char *line, *said;
	} rows[] = {
		{ "peer\ta", "test: -:7: asn: missing\n" },
		{ "peer\tA\tmtu=1",
		    "test: -:7: name: \"A\" (expected a name "
		    "of a-z 0-9 _ -, at most 32 long)\n"
		    "test: -:7: mtu: \"1\"" NUMBER(
			"1280 .. 9216") "\n"
					"test: -:7: asn: missing\n" },
		{ "peer\ta\tasn=1\tasn=1",
		    "test: -:7: asn: there twice (expected once)\n" },
		{ "peer\ta\tasn=1\tname=b",
		    "test: -:7: name: not a field of a peer record\n" },
		{ "peer\ta\tasn=1\tcolour=red",
		    "test: -:7: colour: not a field of a peer record\n" },
		{ "peer\ta\\n}\tasn=1",
		    "test: -:7: name: \"a\\x0a}\" "
		    "(expected a name of a-z 0-9 _ -, at most 32 long)\n" },
		{ "peer\ta\tasn=",
		    "test: -:7: asn: empty (expected an AS "
		    "number, 0 .. 4294967295)\n" },
		{ "peer\ta\tasn=x",
		    "test: -:7: asn: \"x\" (expected an AS "
		    "number, 0 .. 4294967295)\n" },
	};
	struct collect c;
	struct peer p;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_false(from_record(&p, rows[i].line, 0, &c));
		collect_said(&c, rows[i].said);
		peer_free(&p);
	}
	collect_close(&c);
}

/* A stranger may say this much, and none of the rest. */
static void
what_a_request_may_hold(void **state)
{
	static const char *const allowed[] = { "asn", "router", "mntner",
		"public-key", "endpoint", "id", "link-local", "mtu", "families",
		"description", "psk" };
	size_t refused = 0;
	struct collect c;
	struct record r = { 0 };
	struct peer p;

	(void)state;
	collect_open(&c);
	record_parse(&r, (struct slice){ all_record, sizeof all_record - 2 });
	for (size_t i = 0; i < r.n; i++) {
		struct buf line = { 0 }, said = { 0 };
		bool ok = false;

		for (size_t j = 0; j < sizeof allowed / sizeof *allowed; j++)
			ok |= slice_is(r.name[i], allowed[j]);
		record_start(&line, "request", 7, "a", 1);
		if (!slice_is(r.name[i], "asn"))
			record_field_str(&line, "asn", "1");
		record_field(&line, r.name[i].p, r.name[i].n, r.value[i].p,
		    r.value[i].n);
		assert_int_equal(
		    from_record(&p, buf_cstr(&line), PEER_IN_REQUEST, &c), ok);
		if (!ok) {
			buf_printf(&said,
			    "test: -:7: %.*s: not a field of a "
			    "request record\n",
			    (int)r.name[i].n, r.name[i].p);
			refused++;
		}
		collect_said(&c, buf_cstr(&said));
		peer_free(&p);
		/* An operator's own words are not limited. */
		assert_true(from_record(&p, buf_cstr(&line), 0, &c));
		peer_free(&p);
		buf_free(&line);
		buf_free(&said);
	}
	assert_int_equal(r.n, PEER_KEYS - 1);
	assert_int_equal(refused, r.n - sizeof allowed / sizeof *allowed);
	record_free(&r);
	collect_close(&c);
}

static void
lists(void **state)
{
	static const struct {
		uint32_t asn;
		const char *name;
	} rows[] = { { 64513, "b" }, { 4242420001, "a" }, { 64512, "z" },
		{ 64513, "a" } };
	static const char *const sorted[] = { "z", "a", "b", "a" };
	struct peers peers = { 0 };
	struct collect c;

	(void)state;
	collect_open(&c);
	assert_true(peers_sort(&peers, &c.diag));
	for (size_t i = 0; i < 100; i++) {
		struct peer *p = peers_add(&peers);

		assert_null(p->name);
		p->asn = rows[i % 4].asn;
		p->name = mem_strdup(rows[i % 4].name);
	}
	/* Every one is there 25 times, and that is said. */
	assert_false(peers_sort(&peers, &c.diag));
	assert_int_equal(c.diag.count[DIAG_ERROR], 100 - 3 - 1);
	c.text.len = 0;
	collect_close(&c);
	for (size_t i = 0; i < 100; i++) {
		assert_string_equal(peers.v[i].name, sorted[i / 25]);
		if (i > 0)
			assert_true(
			    peer_cmp(&peers.v[i - 1], &peers.v[i]) <= 0);
	}
	peers_free(&peers);
	assert_int_equal(peers.n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key),
		cmocka_unit_test(defaults),
		cmocka_unit_test(example_of_the_page),
		cmocka_unit_test(refused_in_yaml),
		cmocka_unit_test(long_description),
		cmocka_unit_test(refused_in_records),
		cmocka_unit_test(what_a_request_may_hold),
		cmocka_unit_test(lists),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
