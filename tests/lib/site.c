/* Unit tests: the site file, and with it the schemas. */
#include "site/site-read.h"
#include "site/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/name.h"
#include "collect.h"
#include "scratch.h"
#include "site/ixp.h"
#include "site/rpki.h"
#include "site/sources.h"

#define KEY "/b7Hn2VqLx0cTzW4uKd9PsReZmY3oE6tGi1XkBv5CA4="
#define NETWORK "network: {asn: 4242429001}\n"
#define ROUTERS "routers: {r1: {ipv4: 192.0.2.1}}\n"
#define ROUTER(keys) NETWORK "routers:\n  r1: {ipv4: 192.0.2.1, " keys "}\n"
#define WG(keys) ROUTER("wireguard: {public-key: " KEY ", " keys "}")

static struct site *
read_text(const char *text, struct collect *c)
{
	scratch_write("s", text, strlen(text));
	return site_read("s", &c->diag);
}

static void
all_keys(void **state)
{
	static const char text[] =
	    "network:\n"
	    "  asn: AS4242429001\n"
	    "  prefixes: [\"fd5a:7e1d:7d51::/48\", 172.23.240.160/27]\n"
	    "registry: {kind: none}\n"
	    "rpki: {static: false}\n"
	    "peering:\n"
	    "  reserved-networks: [\"2001:db8:f::/48\"]\n"
	    "  endpoint-family: ipv6\n"
	    "  interface: dn42-%n\n"
	    "  protocol: dn42_%n\n"
	    "  listen-port: asn\n"
	    "  import-limit: 1000\n"
	    "  allowed-ips: [\"fe80::/10\", 10.0.0.0/8]\n"
	    "  keepalive: 0\n"
	    "routers:\n"
	    "  r1:\n"
	    "    number: 3\n"
	    "    ipv4: 172.23.240.177\n"
	    "    ipv6: fd5a:7e1d:7d51:c::1\n"
	    "    router-id: 192.0.2.9\n"
	    "    endpoint: R1.Example\n"
	    "    region: 41\n"
	    "    country: 250\n"
	    "    bandwidth: 23\n"
	    "    crypto: 34\n"
	    "    bird: {version: \"2.17\", user: b, group: g,\n"
	    "      control-socket: /run/b.ctl}\n"
	    "    kernel: {table: 42}\n"
	    "    include: [/etc/bird/a.conf, /etc/bird/b.conf]\n"
	    "    drain: true\n"
	    "    wireguard:\n"
	    "      public-key: " KEY "\n"
	    "      private-key-file: /etc/wireguard/private.key\n"
	    "      base-port: 50000\n"
	    "      link-local: fe80::9001\n"
	    "      link-local-prefix: \"fe80:9001::/64\"\n"
	    "ixp: {router: r1, role: participant, asn: 64511,\n"
	    "  local: 100.64.0.9, local-ipv6: \"fd7a::9\", range: "
	    "[100.64.0.0/10],\n"
	    "  via: vpn0, multihop: 3, import-limit: 7,\n"
	    "  servers: [{name: b, address: \"fd7a::1\"},\n"
	    "    {name: a, address: 100.64.0.1}]}\n"
	    "sources:\n"
	    "  vpn: {url: \"https://vpn.example/x?y=z\",\n"
	    "    format: headscale-nodes, token-file: /t, ca-file: /ca,\n"
	    "    client-certificate-file: /c, client-key-file: /k,\n"
	    "    allow-http: true, timeout: 3600, connect-timeout: 1,\n"
	    "    retries: 0, max-size: 256, max-stale: 7}\n"
	    "  gateway: {url: /g}\n"
	    "apply: {state-dir: /srv/birdfeed, max-removals: 5%}\n";
	const struct site_router *r;
	char addr[ADDR_TEXT], prefix[PREFIX_TEXT], key[WGKEY_TEXT];
	const struct site_source *source;
	struct collect c;
	struct site *s;

	(void)state;
	collect_open(&c);
	s = read_text(text, &c);
	assert_non_null(s);
	assert_int_equal(s->network.asn, 4242429001);
	assert_int_equal(s->network.prefixes.n, 2);
	assert_string_equal(prefix_print(prefix, &s->network.prefixes.v[0]),
	    "172.23.240.160/27");
	assert_int_equal(s->registry.kind, REGISTRY_NONE);
	assert_false(s->rpki.static_tables);
	assert_int_equal(s->peering.reserved_networks.n, 1);
	assert_int_equal(s->peering.endpoint_family, FAMILY_IPV6);
	assert_string_equal(s->peering.interface, "dn42-%n");
	assert_string_equal(s->peering.protocol, "dn42_%n");
	assert_int_equal(s->peering.listen_port, LISTEN_PORT_ASN);
	assert_int_equal(s->peering.import_limit, 1000);
	assert_int_equal(s->peering.allowed_ips.n, 2);
	assert_string_equal(prefix_print(prefix, &s->peering.allowed_ips.v[0]),
	    "10.0.0.0/8");
	assert_int_equal(s->peering.keepalive, 0);
	assert_int_equal(s->peering.line[PEERING_KEEPALIVE], 14);
	r = site_find_router(s, "r1");
	assert_non_null(r);
	assert_int_equal(r->name_line, 16);
	assert_int_equal(r->number, 3);
	assert_string_equal(addr_print(addr, &r->ipv6), "fd5a:7e1d:7d51:c::1");
	assert_string_equal(addr_print(addr, &r->router_id), "192.0.2.9");
	assert_string_equal(r->endpoint.host, "r1.example");
	assert_int_equal(r->region, 41);
	assert_int_equal(r->country, 250);
	assert_int_equal(r->bandwidth, 23);
	assert_int_equal(r->crypto, 34);
	assert_int_equal(r->bird.version, 2017);
	assert_string_equal(r->bird.user, "b");
	assert_string_equal(r->bird.group, "g");
	assert_string_equal(r->bird.control_socket, "/run/b.ctl");
	assert_int_equal(r->bird.line[BIRD_CONTROL_SOCKET], 27);
	assert_int_equal(r->kernel.table, 42);
	assert_int_equal(r->include.n, 2);
	assert_string_equal(r->include.v[1], "/etc/bird/b.conf");
	assert_true(r->drain);
	assert_string_equal(wgkey_print(key, &r->wireguard.public_key), KEY);
	assert_string_equal(r->wireguard.private_key_file,
	    "/etc/wireguard/private.key");
	assert_int_equal(r->wireguard.base_port, 50000);
	assert_string_equal(addr_print(addr, &r->wireguard.link_local),
	    "fe80::9001");
	assert_string_equal(
	    prefix_print(prefix, &r->wireguard.link_local_prefix),
	    "fe80:9001::/64");
	assert_string_equal(s->apply.state_dir, "/srv/birdfeed");
	assert_int_equal(s->apply.max_removals, 5);
	assert_int_equal(s->ixp.role, IXP_PARTICIPANT);
	assert_int_equal(s->ixp.asn, 64511);
	assert_string_equal(s->ixp.via, "vpn0");
	assert_int_equal(s->ixp.multihop, 3);
	assert_int_equal(s->ixp.import_limit, 7);
	assert_int_equal(s->ixp.range.n, 1);
	assert_int_equal(s->ixp.nservers, 2);
	assert_string_equal(s->ixp.servers[0].name, "a");
	assert_string_equal(addr_print(addr, &s->ixp.servers[1].address),
	    "fd7a::1");
	assert_string_equal(addr_print(addr, ixp_local(&s->ixp, 4)),
	    "100.64.0.9");
	assert_string_equal(addr_print(addr, ixp_local(&s->ixp, 6)), "fd7a::9");
	assert_true(ixp_here(s, &s->routers[0]));
	assert_int_equal(s->sources.n, 2);
	source = source_find(&s->sources, "vpn", 3);
	assert_string_equal(source->url, "https://vpn.example/x?y=z");
	assert_string_equal(source->token_file, "/t");
	assert_string_equal(source->ca_file, "/ca");
	assert_string_equal(source->certificate_file, "/c");
	assert_string_equal(source->key_file, "/k");
	assert_true(source->allow_http);
	assert_int_equal(source->timeout, 3600);
	assert_int_equal(source->connect_timeout, 1);
	assert_int_equal(source->retries, 0);
	assert_int_equal(source->max_size, 256);
	assert_int_equal(source->max_stale, 7);
	assert_int_equal(source_format(&s->sources, "vpn", 3),
	    SOURCE_HEADSCALE);
	/* It says nothing, and is called so; this one the site has not. */
	assert_int_equal(source_format(&s->sources, "gateway", 7),
	    SOURCE_GATEWAY);
	assert_int_equal(source_format(&s->sources, "tailscale", 9),
	    SOURCE_TAILSCALE);
	assert_int_equal(source_format(&s->sources, "vp", 2), SOURCE_OTHER);
	assert_null(source_find(&s->sources, "vp", 2));
	assert_int_equal(source_find(&s->sources, "gateway", 7)->max_size, 128);
	site_free(s);
	site_free(NULL);
	collect_close(&c);
}

static void
defaults(void **state)
{
	char addr[ADDR_TEXT], prefix[PREFIX_TEXT];
	const struct site_router *r;
	struct collect c;
	struct site *s;

	(void)state;
	collect_open(&c);
	s = read_text(NETWORK ROUTERS, &c);
	assert_non_null(s);
	assert_int_equal(s->network.prefixes.n, 0);
	assert_int_equal(s->registry.kind, REGISTRY_DN42);
	assert_true(s->rpki.static_tables);
	assert_int_equal(s->peering.endpoint_family, FAMILY_BOTH);
	assert_string_equal(s->peering.interface, "wg-as%a");
	assert_string_equal(s->peering.protocol, "ebgp_as%a_v6");
	assert_int_equal(s->peering.listen_port, LISTEN_PORT_ID);
	assert_int_equal(s->peering.import_limit, 9000);
	assert_int_equal(s->peering.keepalive, 30);
	assert_int_equal(s->peering.line[PEERING_KEEPALIVE], 0);
	assert_false(s->peering.prefer_direct);
	assert_int_equal(s->rpki.nservers + s->rpki.nexpect, 0);
	assert_int_equal(s->peering.allowed_ips.n, 4);
	assert_string_equal(prefix_print(prefix, &s->peering.allowed_ips.v[3]),
	    "fe80::/10");
	assert_false(ixp_here(s, &s->routers[0]));
	assert_string_equal(s->apply.state_dir, "/var/lib/birdfeed");
	assert_int_equal(s->apply.max_removals, 20);
	assert_int_equal(s->apply.line[APPLY_MAX_REMOVALS], 0);
	r = &s->routers[0];
	/* The router id is the address where it is not given. */
	assert_string_equal(addr_print(addr, &r->router_id), "192.0.2.1");
	assert_int_equal(r->line[ROUTER_ID], 2);
	assert_int_equal(r->line[ROUTER_NUMBER], 0);
	assert_int_equal(r->bird.line[BIRD_VERSION], 0);
	assert_string_equal(r->bird.user, "bird");
	assert_string_equal(r->bird.group, "bird");
	assert_string_equal(r->bird.control_socket, "/run/bird/bird.ctl");
	assert_int_equal(r->kernel.table, 254);
	assert_null(r->kernel.vrf);
	assert_int_equal(r->announce.n + r->static_routes.n + r->direct.n, 0);
	assert_int_equal(r->include.n, 0);
	assert_false(r->drain);
	assert_int_equal(r->line[ROUTER_WIREGUARD], 0);
	assert_int_equal(r->wireguard.base_port, 52000);
	site_free(s);

	s = read_text(NETWORK ROUTERS "registry: {kind: none}\n", &c);
	assert_false(s->rpki.static_tables);
	assert_false(rpki_checked(&s->rpki));
	assert_int_equal(s->peering.allowed_ips.n, 2);
	assert_string_equal(prefix_print(prefix, &s->peering.allowed_ips.v[0]),
	    "0.0.0.0/0");
	site_free(s);

	s = read_text(NETWORK "routers: {r1: {router-id: 192.0.2.7}}\n", &c);
	assert_string_equal(addr_print(addr, &s->routers[0].router_id),
	    "192.0.2.7");
	site_free(s);
	collect_close(&c);
}

/* The two site files in birdfeed-site(5) are valid. */
static void
examples_of_the_page(void **state)
{
	struct collect c;
	struct site *s;

	(void)state;
	if (getenv("TOP_SRCDIR") == NULL)
		skip();
	collect_open(&c);
	scratch_example("s", "birdfeed-site.5",
	    "network: {asn: 4242429001, prefixes: [172.23.240.0/27]}\n");
	s = site_read("s", &c.diag);
	assert_non_null(s);
	assert_int_equal(s->nrouters, 1);
	assert_int_equal(s->apply.max_removals, 20);
	site_free(s);

	scratch_example("s", "birdfeed-site.5", "network:\n");
	s = site_read("s", &c.diag);
	assert_non_null(s);
	assert_int_equal(s->nrouters, 2);
	assert_int_equal(s->rpki.nservers, 1);
	assert_int_equal(s->apply.max_removals, 10);
	site_free(s);
	collect_close(&c);
}

static void
roas_from_servers(void **state)
{
	char host[ENDPOINT_TEXT];
	struct collect c;
	struct site *s;

	(void)state;
	collect_open(&c);
	s = read_text(NETWORK ROUTERS
	    "registry: {kind: none}\n"
	    "rpki:\n"
	    "  servers:\n"
	    "    - {address: RTR.example, port: 8282, refresh: 60, retry: 5,"
	    " expire: 600}\n"
	    "    - {address: 192.0.2.7}\n"
	    "  expect: {prefix: 192.0.2.0/24, asn: 64496}\n",
	    &c);
	assert_non_null(s);
	assert_true(rpki_checked(&s->rpki));
	assert_false(s->rpki.static_tables);
	assert_int_equal(s->rpki.nservers, 2);
	assert_string_equal(host_print(host, &s->rpki.servers[0].address),
	    "rtr.example");
	assert_int_equal(s->rpki.servers[0].port, 8282);
	assert_int_equal(s->rpki.servers[0].refresh, 60);
	assert_int_equal(s->rpki.servers[0].retry, 5);
	assert_int_equal(s->rpki.servers[0].expire, 600);
	assert_int_equal(s->rpki.servers[1].port, 323);
	assert_int_equal(s->rpki.servers[1].line[SERVER_EXPIRE], 0);
	assert_int_equal(s->rpki.nexpect, 1);
	assert_int_equal(s->rpki.expect[0].asn, 64496);
	site_free(s);
	collect_close(&c);
}

static void
own_routes(void **state)
{
	const struct static_route *route;
	char text[PREFIX_TEXT];
	struct collect c;
	struct site *s;

	(void)state;
	collect_open(&c);
	s = read_text(
	    "network: {asn: 4242429001, prefixes: [192.0.2.0/24]}\n"
	    "peering: {prefer-direct: true}\n"
	    "routers:\n"
	    "  r1:\n"
	    "    ipv4: 192.0.2.1\n"
	    "    kernel: {table: 9, vrf: blue}\n"
	    "    announce: [192.0.2.64/29, 192.0.2.32/29]\n"
	    "    direct: [dummy0, \"wg-*\"]\n"
	    "    static:\n"
	    "      - {prefix: 203.0.113.0/24, discard: unreachable}\n"
	    "      - {prefix: 10.0.0.0/8, via: 192.0.2.7}\n"
	    "      - {prefix: \"fd00::/8\", via: fe80::1, interface: e0}\n"
	    "      - {prefix: 192.0.2.8/29, interface: e1}\n"
	    "      - {prefix: 198.51.100.0/24, discard: blackhole}\n",
	    &c);
	assert_non_null(s);
	assert_true(s->peering.prefer_direct);
	assert_string_equal(s->routers[0].kernel.vrf, "blue");
	assert_int_equal(s->routers[0].announce.n, 2);
	assert_string_equal(prefix_print(text, &s->routers[0].announce.v[0]),
	    "192.0.2.32/29");
	assert_int_equal(s->routers[0].direct.n, 2);
	assert_string_equal(s->routers[0].direct.v[1], "wg-*");
	/* By prefix. */
	route = s->routers[0].static_routes.v;
	assert_int_equal(s->routers[0].static_routes.n, 5);
	assert_int_equal(route[0].way, WAY_VIA);
	assert_int_equal(route[1].way, WAY_INTERFACE);
	assert_string_equal(route[1].interface, "e1");
	assert_int_equal(route[2].way, WAY_BLACKHOLE);
	assert_int_equal(route[3].way, WAY_UNREACHABLE);
	assert_int_equal(route[4].way, WAY_VIA);
	assert_string_equal(route[4].interface, "e0");
	site_free(s);
	collect_close(&c);
}

#define SAYS(line, text) "test: s:" line ": " text "\n"
#define LINK "link-local: \"fe80::1\", "
#define FILE_ "private-key-file: /k, "
#define NUMBER(range) " (expected a decimal number, " range ")"
#define IN_ROUTER \
	" of a router (expected one of number, ipv4, ipv6, " \
	"router-id, endpoint, region, country, bandwidth, crypto, bird, " \
	"kernel, include, drain, wireguard, announce, static, direct, " \
	"names, hooks, blackhole)"
#define E_PATH \
	" (expected an absolute path of letters, digits and . _ @ + " \
	"-, at most 255 long)"
#define E_PATTERN \
	" (expected letters, digits, . _ - and %a (the peer's " \
	"ASN) or %n (its name))"
#define E_USER " (expected a user name of a-z 0-9 _ -, at most 32 long)"
#define E_VERSION " (expected a BIRD version such as \"2.0\" or \"2.0.12\")"
#define P100 \
	"/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa" \
	"/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa/aaaaaaaaa"

static const struct {
	const char *text, *said;
} refusals[] = {
	/* the file's shape */
	{ "- a\n",
	    SAYS("1",
		"the site file: not a map (expected a map of "
		"keys)") },
	{ "text\n",
	    SAYS("1",
		"the site file: not a map (expected a map of "
		"keys)") },
	{ "{}\n", SAYS("1", "network: missing") SAYS("1", "routers: missing") },
	{ ROUTERS, SAYS("1", "network: missing") },
	{ NETWORK, SAYS("1", "routers: missing") },
	{ NETWORK "routers: {}\n",
	    SAYS("2",
		"routers: expected at least one "
		"router, by its name") },
	{ NETWORK "routers: [a]\n",
	    SAYS("2",
		"routers: expected at least "
		"one router, by its name") },
	{ NETWORK "routers:\n",
	    SAYS("2",
		"routers: expected at least one "
		"router, by its name") },
	{ NETWORK "routers: {r1: x}\n",
	    SAYS("2", "a router: not a map (expected a map of keys)") },
	{ NETWORK "routers: {R1: {ipv4: 192.0.2.1}}\n",
	    SAYS("2",
		"routers: "
		"\"R1\" (expected a name of a-z 0-9 _ -, at most 32 long)") },
	{ NETWORK ROUTERS "peers: []\n",
	    SAYS("3",
		"peers: an unknown key of "
		"the site file (expected one of network, registry, rpki, "
		"peering, routers, mesh, defaults, sessions, ixp, sources, "
		"apply, self-service, leases, lans, bogons, transit-free, "
		"never-via-route-servers, blocked, irr, ibgp)") },
	{ ROUTER("nmber: 3"),
	    SAYS("3",
		"nmber: an unknown key of a router "
		"(did you mean number?)") },
	{ ROUTER("\"\": 3"), SAYS("3", ": an unknown key" IN_ROUTER) },
	{ NETWORK NETWORK ROUTERS,
	    SAYS("2", "network: this key was there before, on line 1") },
	{ NETWORK ROUTERS "rpki: [static]\n",
	    SAYS("3", "rpki: not a map (expected a map of keys)") },
	{ NETWORK ROUTERS "rpki:\n",
	    SAYS("3", "rpki: not a map (expected a map of keys)") },
	{ ROUTER("bird: x"),
	    SAYS("3", "a router's bird: not a map (expected a map of keys)") },
	/* an AS number */
	{ "network: {}\n" ROUTERS, SAYS("1", "asn: missing") },
	{ "network: {asn: x}\n" ROUTERS,
	    SAYS("1",
		"asn: \"x\" (expected an "
		"AS number, 0 .. 4294967295)") },
	{ "network: {asn: 0}\n" ROUTERS,
	    SAYS("1", "asn: a reserved AS number") },
	{ "network: {asn: 65535}\n" ROUTERS,
	    SAYS("1", "asn: a reserved AS number") },
	{ "network: {asn: [1]}\n" ROUTERS,
	    SAYS("1", "asn: a list or map (expected one value)") },
	{ "network: {asn: ~}\n" ROUTERS,
	    SAYS("1", "asn: empty (expected a value, or the key left out)") },
	{ "network: {asn: \"\"}\n" ROUTERS,
	    SAYS("1",
		"asn: empty (expected "
		"an AS number, 0 .. 4294967295)") },
	/* lists, of prefixes and paths */
	{ "network: {asn: 1, prefixes: 10.0.0.0/8}\n" ROUTERS,
	    SAYS("1", "prefixes: not a list (expected a list of values)") },
	{ "network: {asn: 1, prefixes: {a: b}}\n" ROUTERS,
	    SAYS("1", "prefixes: not a list (expected a list of values)") },
	{ "network: {asn: 1, prefixes: [[10.0.0.0/8]]}\n" ROUTERS,
	    SAYS("1",
		"prefixes: a list or map in the list (expected a list "
		"of values)") },
	{ "network:\n  asn: 1\n  prefixes:\n  - 10.0.0.0/8\n  - 10.0.0.1/8\n"
	  "  - x\n" ROUTERS,
	    SAYS("5",
		"prefixes: \"10.0.0.1/8\" has host bits set (expected "
		"10.0.0.0/8)") SAYS("6",
		"prefixes: \"x\" (expected a prefix, "
		"ADDRESS/LENGTH)") },
	{ ROUTER("include: [/a, b]"), SAYS("3", "include: \"b\"" E_PATH) },
	{ ROUTER("include: [\"/a\\nb\"]"),
	    SAYS("3", "include: \"/a\\x0ab\"" E_PATH) },
	/* numbers */
	{ ROUTER("number: 0"),
	    SAYS("3", "number: \"0\"" NUMBER("1 .. 65535")) },
	{ ROUTER("number: 010"),
	    SAYS("3", "number: \"010\"" NUMBER("1 .. 65535")) },
	{ ROUTER("number: 65536"),
	    SAYS("3", "number: \"65536\"" NUMBER("1 .. 65535")) },
	{ ROUTER("region: 58"),
	    SAYS("3", "region: \"58\"" NUMBER("41 .. 57")) },
	{ ROUTER("country: 1000"),
	    SAYS("3", "country: \"1000\"" NUMBER("1 .. 999")) },
	{ ROUTER("bandwidth: 20"),
	    SAYS("3", "bandwidth: \"20\"" NUMBER("21 .. 29")) },
	{ ROUTER("crypto: 37"),
	    SAYS("3", "crypto: \"37\"" NUMBER("31 .. 36")) },
	{ ROUTER("kernel: {table: 0x10}"),
	    SAYS("3", "table: \"0x10\"" NUMBER("1 .. 4294967295")) },
	{ NETWORK ROUTERS "peering: {keepalive: off}\n",
	    SAYS("3", "keepalive: \"off\"" NUMBER("0 .. 65535")) },
	{ NETWORK ROUTERS "apply: {max-removals: 20}\n",
	    SAYS("3", "max-removals: \"20\" (expected 0% .. 100%)") },
	{ NETWORK ROUTERS "apply: {max-removals: 101%}\n",
	    SAYS("3", "max-removals: \"101%\" (expected 0% .. 100%)") },
	/* words */
	{ NETWORK ROUTERS "registry: {kind: ripe}\n",
	    SAYS("3", "kind: \"ripe\" (expected dn42, none)") },
	{ NETWORK ROUTERS "registry: {kind: dn4}\n",
	    SAYS("3",
		"kind: \"dn4\" (expected dn42, none; did you mean dn42?)") },
	{ NETWORK ROUTERS "rpki: {static: yes}\n",
	    SAYS("3", "static: \"yes\" (expected true or false)") },
	{ ROUTER("drain: TRUE"),
	    SAYS("3", "drain: \"TRUE\" (expected true or false)") },
	/* addresses */
	{ ROUTER("ipv6: 192.0.2.1"),
	    SAYS("3", "ipv6: \"192.0.2.1\" (expected an IPv6 address)") },
	{ ROUTER("router-id: \"::1\""),
	    SAYS("3", "router-id: \"::1\" (expected an IPv4 address)") },
	{ NETWORK "routers: {r1: {}}\n",
	    SAYS("2",
		"router-id: missing "
		"(expected it, or ipv4, of which it is made)") },
	{ ROUTER("router-id: 0.0.0.0"),
	    SAYS("3", "router-id: 0.0.0.0 (expected another, RFC 6286)") },
	{ ROUTER("endpoint: \"a.example:1\""),
	    SAYS("3",
		"endpoint: "
		"\"a.example:1\" (expected a host name or an address)") },
	/* texts */
	{ NETWORK ROUTERS "peering: {interface: wg-%x}\n",
	    SAYS("3", "interface: \"wg-%x\"" E_PATTERN) },
	{ NETWORK ROUTERS "peering: {protocol: \"a;b\"}\n",
	    SAYS("3", "protocol: \"a;b\"" E_PATTERN) },
	{ NETWORK ROUTERS "peering: {protocol: a%}\n",
	    SAYS("3", "protocol: \"a%\"" E_PATTERN) },
	{ ROUTER("bird: {user: \"a b\"}"), SAYS("3", "user: \"a b\"" E_USER) },
	{ ROUTER("bird: {version: 2}"), SAYS("3", "version: \"2\"" E_VERSION) },
	{ ROUTER("bird: {version: 2.0.12.1}"),
	    SAYS("3", "version: \"2.0.12.1\"" E_VERSION) },
	{ ROUTER("bird: {version: \"1.6\"}"),
	    SAYS("3", "version: \"1.6\"" E_VERSION) },
	{ ROUTER("bird: {control-socket: " P100 "/aaaaaaa}"),
	    SAYS("3",
		"control-socket: too long for a socket (expected at most 107 "
		"bytes)") },
	/* WireGuard */
	{ ROUTER("wireguard: {}"),
	    SAYS("3", "public-key: missing") SAYS("3",
		"private-key-file: missing") SAYS("3", "link-local: missing") },
	{ ROUTER("wireguard: {public-key: x, " FILE_ LINK "}"),
	    SAYS("3",
		"public-key: \"x\" (expected a WireGuard key, 32 "
		"bytes in base64)") },
	{ WG(FILE_ "link-local: \"2001:db8::1\""),
	    SAYS("3", "link-local: not in fe80::/10") },
	{ WG(FILE_ LINK "link-local-prefix: \"2001:db8::/64\""),
	    SAYS("3",
		"link-local-prefix: expected a prefix in fe80::/10, at "
		"most a /96") },
	{ WG(FILE_ LINK "link-local-prefix: \"fe80::/97\""),
	    SAYS("3",
		"link-local-prefix: expected a prefix in fe80::/10, at "
		"most a /96") },
	{ WG(FILE_ LINK "link-local-prefix: \"fe80::/9\""),
	    SAYS("3",
		"link-local-prefix: expected a prefix in fe80::/10, at "
		"most a /96") },
	{ WG(FILE_ LINK "base-port: 65535"),
	    SAYS("3", "base-port: \"65535\"" NUMBER("1 .. 65534")) },
	/* two routers, each with its own error; or with the same value */
	{ NETWORK "routers:\n  b: {router-id: 192.0.2.1}\n"
		  "  a: {ipv4: 192.0.2.1}\n  c: {ipv4: 192.0.2.1,\n"
		  "    router-id: 192.0.2.2}\n",
	    SAYS("3", "router-id: router a has the same (expected another)") },
	{ NETWORK
	    "routers:\n  b: {ipv4: 192.0.2.1, number: 7}\n"
	    "  c: {ipv4: 192.0.2.2, number: 8}\n"
	    "  a: {ipv4: 192.0.2.3,\n    number: 7}\n  d: {ipv4: 192.0.2.4}\n"
	    "  e: {ipv4: 192.0.2.5}\n",
	    SAYS("3", "number: router a has the same (expected another)") },
	{ NETWORK "routers:\n  b: {number: x}\n  a: {ipv4: x}\n",
	    SAYS("3", "number: \"x\"" NUMBER("1 .. 65535"))
		SAYS("4", "ipv4: \"x\" (expected an IPv4 address)") },
};

static void
what_is_refused(void **state)
{
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct site *s = read_text(refusals[i].text, &c);

		if (s != NULL)
			fail_msg("taken: %s", refusals[i].text);
		collect_said(&c, refusals[i].said);
	}
	assert_null(site_read("none", &c.diag));
	collect_said(&c, "test: none: No such file or directory\n");
	collect_close(&c);
}

static void
which_router(void **state)
{
	char host[256] = "", text[1024];
	struct collect c;
	struct site *s;

	(void)state;
	collect_open(&c);
	s = read_text(NETWORK ROUTERS, &c);
	assert_ptr_equal(site_router(s, NULL, &c.diag), &s->routers[0]);
	assert_ptr_equal(site_router(s, "r1", &c.diag), &s->routers[0]);
	assert_null(site_router(s, "r2", &c.diag));
	collect_said(&c,
	    "test: s: routers: no router \"r2\" for -r (expected "
	    "one of r1; did you mean r1?)\n");
	site_free(s);

	s = read_text(NETWORK
	    "routers:\n  zz-1: {ipv4: 192.0.2.1}\n"
	    "  aa-1: {ipv4: 192.0.2.2}\n  mm-1: {ipv4: 192.0.2.3}\n",
	    &c);
	assert_int_equal(s->nrouters, 3);
	assert_string_equal(s->routers[0].name, "aa-1");
	assert_string_equal(s->routers[1].name, "mm-1");
	assert_string_equal(s->routers[2].name, "zz-1");
	assert_string_equal(site_router(s, "mm-1", &c.diag)->name, "mm-1");
	assert_null(site_find_router(s, "mm"));
	/* No router here has this host's name, one hopes. */
	gethostname(host, sizeof host - 1);
	host[strcspn(host, ".")] = '\0';
	assert_null(site_router(s, NULL, &c.diag));
	snprintf(text, sizeof text,
	    "test: s: routers: no router \"%s\" "
	    "for -r (expected one of aa-1, mm-1, zz-1)\n",
	    host);
	collect_said(&c, text);
	site_free(s);
	collect_close(&c);
}

/* Without -r, and with several routers: the one named like this host. */
static void
router_of_this_host(void **state)
{
	char host[256] = "", text[1024];
	struct collect c;
	struct why why;
	struct site *s;

	(void)state;
	gethostname(host, sizeof host - 1);
	host[strcspn(host, ".")] = '\0';
	if (!name_check(host, strlen(host), &why))
		skip();
	collect_open(&c);
	snprintf(text, sizeof text,
	    NETWORK "routers:\n  0: {ipv4: 192.0.2.1}"
		    "\n  %s: {ipv4: 192.0.2.2}\n",
	    host);
	s = read_text(text, &c);
	assert_non_null(s);
	assert_string_equal(site_router(s, NULL, &c.diag)->name, host);
	site_free(s);
	collect_close(&c);
}

static void
what_is_ours(void **state)
{
	static const struct {
		const char *prefix;
		bool ours;
	} rows[] = {
		{ "172.23.240.160/27", true },
		{ "172.23.240.176/28", true },
		{ "172.23.240.128/26", false },
		{ "fd5a:7e1d:7d51:c::/64", true },
		{ "fd5a:7e1d:7d50::/48", false },
		{ "0.0.0.0/0", false },
	};
	struct collect c;
	struct site *s;

	(void)state;
	collect_open(&c);
	s = read_text("network: {asn: 1, prefixes: [172.23.240.160/27, "
		      "\"fd5a:7e1d:7d51::/48\"]}\n" ROUTERS,
	    &c);
	assert_non_null(s);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prefix p;
		struct why why;

		assert_true(prefix_parse(rows[i].prefix, strlen(rows[i].prefix),
		    &p, &why));
		assert_int_equal(site_owns(s, &p), rows[i].ours);
		assert_int_equal(
		    prefix_list_contains(&s->network.prefixes, &p.addr),
		    rows[i].ours);
	}
	site_free(s);
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_keys),
		cmocka_unit_test(defaults),
		cmocka_unit_test(examples_of_the_page),
		cmocka_unit_test(roas_from_servers),
		cmocka_unit_test(own_routes),
		cmocka_unit_test(what_is_refused),
		cmocka_unit_test(which_router),
		cmocka_unit_test(router_of_this_host),
		cmocka_unit_test(what_is_ours),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
