/* Unit tests of src/apply/wg-tunnel.c: what it takes, and what it must not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "apply/wg-tunnel.h"
#include "base/hash.h"

#define PEER "YS1wZWVycy1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM="
#define OTHER "b3RoZXItcGVlci1rZXktZm9yLWEtdGVzdC1vbmx5ISE="

static const char *const good[] = {
	"# a comment",
	"[Interface]",
	"ListenPort = 52001",
	"PostUp = wg set %i private-key /etc/wireguard/private.key",
	"PostUp = ip addr add dev %i fe80::1/128 peer fe80::2:1/128",
	"PostUp = ip addr add dev %i 172.22.0.1/32 peer 172.22.1.1/32",
	"MTU = 1420",
	"Table = off",
	"",
	"[Peer]",
	("PublicKey = " PEER),
	"AllowedIPs = fe80::/10, 10.0.0.0/8, 172.16.0.0/12, 10.0.0.0/8",
	"Endpoint = peer.example:51820",
	"PersistentKeepalive = 30",
};

#define LINES (sizeof good / sizeof *good)

static void
ignore(void *ctx, enum diag_level level, const char *line)
{
	(void)ctx;
	(void)level;
	(void)line;
}

static bool
parse_text(struct tunnel *t, const char *path, const struct buf *text)
{
	struct diag diag = { .tool = "test", .sink = ignore };

	return tunnel_parse(t, (struct slice){ path, strlen(path) },
	    (struct slice){ text->data, text->len }, &diag);
}

/* The good file with line AT replaced by LINE (NULL: left out). */
static bool
parse_with(struct tunnel *t, size_t at, const char *line)
{
	struct buf text = { 0 };
	bool ok;

	for (size_t i = 0; i < LINES; i++) {
		const char *l = i == at ? line : good[i];

		if (l != NULL)
			buf_printf(&text, "%s\n", l);
	}
	ok = parse_text(t, "wireguard/wg-x.conf", &text);
	buf_free(&text);
	return ok;
}

static void
takes_a_whole_one(void **state)
{
	struct tunnel t;

	(void)state;
	assert_true(parse_with(&t, LINES, NULL));
	assert_string_equal(t.name, "wg-x");
	assert_int_equal(t.listen_port, 52001);
	assert_string_equal(t.key_file, "/etc/wireguard/private.key");
	assert_null(t.psk_file);
	assert_int_equal(t.naddr, 2);
	assert_int_equal(t.addr[0].local.family, 4);
	assert_int_equal(t.mtu, 1420);
	assert_int_equal(t.allowed_ips.n, 3); /* each once */
	assert_true(t.has_endpoint);
	assert_string_equal(t.endpoint.host, "peer.example");
	assert_int_equal(t.keepalive, 30);
	tunnel_free(&t);
}

static void
takes_what_may_be_missing(void **state)
{
	struct tunnel t;

	(void)state;
	assert_true(parse_with(&t, 12, NULL));
	assert_false(t.has_endpoint);
	tunnel_free(&t);
	assert_true(parse_with(&t, 13, "PersistentKeepalive = off"));
	assert_int_equal(t.keepalive, 0);
	tunnel_free(&t);
	assert_true(parse_with(&t, 3,
	    "PostUp = wg set %i private-key "
	    "/etc/k\nPostUp = wg set %i peer " PEER " preshared-key /etc/psk"));
	assert_string_equal(t.psk_file, "/etc/psk");
	tunnel_free(&t);
}

static void
needs_every_other_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < LINES; i++) {
		struct tunnel t;
		bool may_miss = i == 0 || i == 4 || i == 5 || i == 8 || i == 12;

		assert_int_equal(parse_with(&t, i, NULL), may_miss);
		tunnel_free(&t);
	}
}

/* Any of these in the place of any line. */
static void
refuses_hostile_lines(void **state)
{
	static const char *const bad[] = {
		"PostUp = touch /tmp/x",
		"PostUp = wg set %i private-key /etc/k; touch /tmp/x",
		"PostUp = wg set %i private-key /etc/../k",
		"PostUp = wg set %i private-key etc/k",
		("PostUp = wg set %i private-key /etc/k peer " PEER),
		"PostUp = wg set %i private-key $(id)",
		"PostUp = wg set %i private-key /etc/k ",
		"PostUp = wg set lo private-key /etc/k",
		("PostUp = wg set %i peer " PEER " remove"),
		("PostUp = wg set %i peer " PEER " preshared-key"),
		"PostUp = ip addr add dev lo fe80::1/128 peer fe80::2/128",
		"PostUp = ip addr add dev %i fe80::1/64 peer fe80::2/128",
		"PostUp = ip addr add dev %i fe80::1/128",
		"PostUp = ip addr add dev %i fe80::1/128 peer 10.0.0.1/32",
		"PostUp = ip addr add dev %i 10.0.0.1/32 peer 10.0.0.1/32;id",
		"PostUp = ip addr del dev %i fe80::1/128 peer fe80::2/128",
		"PostUp=wg set %i private-key /etc/k",
		"PreUp = wg set %i private-key /etc/k",
		"PostDown = true",
		("PrivateKey = " PEER),
		"Address = fe80::1/64",
		"SaveConfig = true",
		"FwMark = 1",
		"ListenPort = 0",
		"ListenPort = 65536",
		"ListenPort = 010",
		"ListenPort = 1 2",
		"MTU = 0",
		"MTU = 65536",
		"MTU = -1",
		"Table = auto",
		"Table = off ",
		"[Interface] ",
		" [Peer]",
		"[peer]",
		("PublicKey = " PEER "="),
		"PublicKey = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
		"AllowedIPs = ",
		"AllowedIPs = 10.0.0.1/8",
		"AllowedIPs = 10.0.0.0/8,fe80::/10",
		"AllowedIPs = 10.0.0.0/8, ",
		"Endpoint = peer.example",
		"Endpoint = peer.example:0",
		"Endpoint = $(id):1",
		"Endpoint = -x:1",
		"PersistentKeepalive = 0",
		"PersistentKeepalive = 65536",
		"garbage",
		" ",
		"\t# no comment",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		for (size_t at = 0; at < LINES; at++) {
			struct tunnel t;

			assert_false(parse_with(&t, at, bad[i]));
			tunnel_free(&t);
		}
}

static void
refuses_another_order(void **state)
{
	struct tunnel t;

	(void)state;
	assert_false(parse_with(&t, 6, "Table = off\nMTU = 1420"));
	tunnel_free(&t);
	assert_false(parse_with(&t, 6, "MTU = 1420\nMTU = 1420"));
	tunnel_free(&t);
	/* A second peer would be one that nobody validated. */
	assert_false(parse_with(&t, 13,
	    "PersistentKeepalive = 30\n[Peer]\n"
	    "PublicKey = " OTHER));
	tunnel_free(&t);
	assert_false(parse_with(&t, 3,
	    "PostUp = wg set %i private-key "
	    "/etc/k\nPostUp = wg set %i peer " OTHER
	    " preshared-key /etc/psk"));
	tunnel_free(&t);
}

static void
refuses_other_names(void **state)
{
	static const char *const bad[] = { "wireguard/.conf", "wireguard/a",
		"wireguard/a.conf.bak", "bird/a.conf",
		"wireguard/a-sixteen-letter.conf", "wireguard/a/b.conf",
		"wireguard/-a.conf" };
	struct buf text = { 0 };

	(void)state;
	for (size_t i = 0; i < LINES; i++)
		buf_printf(&text, "%s\n", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct tunnel t;

		assert_false(parse_text(&t, bad[i], &text));
		tunnel_free(&t);
	}
	buf_free(&text);
}

/* Cut anywhere, it is either whole or refused. */
static void
refuses_a_cut_one(void **state)
{
	struct buf text = { 0 };

	(void)state;
	for (size_t i = 0; i < LINES; i++)
		buf_printf(&text, "%s\n", good[i]);
	for (size_t n = 0; n < text.len - 4; n++) {
		struct buf cut = { text.data, n, 0 };
		struct tunnel t;

		assert_false(parse_text(&t, "wireguard/wg-x.conf", &cut));
		tunnel_free(&t);
	}
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_a_whole_one),
		cmocka_unit_test(takes_what_may_be_missing),
		cmocka_unit_test(needs_every_other_line),
		cmocka_unit_test(refuses_hostile_lines),
		cmocka_unit_test(refuses_another_order),
		cmocka_unit_test(refuses_other_names),
		cmocka_unit_test(refuses_a_cut_one),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
