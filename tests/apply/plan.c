/* Unit tests of src/apply/plan.c, plan-tunnel.c and change.c: from what is
 * to what is wanted, as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "apply/change.h"
#include "apply/plan.h"
#include "apply/table-rules.h"
#include "base/hash.h"

#define PEER "YS1wZWVycy1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM="
#define OURS "b3VyLW93bi1wdWJsaWMta2V5LWZvci10aGUtdGVzdHM="
#define OTHER "b3RoZXItcGVlci1rZXktZm9yLWEtdGVzdC1vbmx5ISE="

#define BIRD(hold, peers) \
	"#% begin bird 1\n" \
	"#% file bird/bird.conf 0640\n#% count peer " peers "\n" \
	"#% session ebgp_1 hold-time=" hold " passive=off\n" \
	"hold " hold "\n#% end bird 1\n"
#define WIREGUARD(mtu) \
	"#% begin wireguard 1\n" TUNNEL("wg-x", "52001", \
	    mtu) "#% end wireguard 1\n"
#define TUNNEL(name, port, mtu) \
	"#% file wireguard/" name ".conf 0600\n" \
	"[Interface]\nListenPort = " port "\n" \
	"PostUp = wg set %i private-key /k\n" \
	"PostUp = ip addr add dev %i fe80::1/128 peer fe80::2/128\n" \
	"MTU = " mtu "\nTable = off\n[Peer]\nPublicKey = " PEER "\n" \
	"AllowedIPs = 10.0.0.0/8, fe80::/10\n" \
	"Endpoint = 192.0.2.1:51820\nPersistentKeepalive = 30\n"
#define NO_WIREGUARD "#% begin wireguard 1\n#% end wireguard 0\n"

/* A situation and everything it points to. */
struct scene {
	struct site_router router;
	struct fragments have_stream, want_stream;
	struct generation have, want;
	struct tunnels have_tunnels, want_tunnels;
	struct name_list damaged, edited;
	struct wgstate links;
	struct situation s;
};

static struct diag diag = { .tool = "test", .sink = diag_stderr };
static const uint8_t key[SECRET_KEY];
static const struct job job = { .diag = &diag };

static void
load(const char *text, struct fragments *fr, struct generation *g,
    struct tunnels *ts)
{
	struct buf b = { 0 };

	buf_str(&b, text);
	assert_true(fragments_parse(fr, &b, "-", &diag));
	assert_true(generation_make(g, fr, key, &job));
	assert_true(tunnels_parse(ts, fragments_set(fr, "wireguard"), &diag));
}

static void
parse_key(struct wgkey *k, const char *text)
{
	struct why why;

	assert_true(wgkey_parse(text, strlen(text), k, &why));
}

/* The confirmed HAVE ("" none) and WANT; BIRD runs HAVE. */
static void
set_scene(struct scene *c, const char *have, const char *want)
{
	*c = (struct scene){ 0 };
	load(want, &c->want_stream, &c->want, &c->want_tunnels);
	if (*have != '\0')
		load(have, &c->have_stream, &c->have, &c->have_tunnels);
	parse_key(&c->router.wireguard.public_key, OURS);
	c->router.bird.control_socket = (char *)"/b.ctl";
	c->router.bird.user = c->router.bird.group = (char *)"bird";
	c->s = (struct situation){
		.router = &c->router,
		.state_dir = "/s",
		.confirm = 60,
		.root = true,
		.have = *have != '\0' ? &c->have : NULL,
		.have_id = c->have.id,
		.want = &c->want,
		.staged = strcmp(c->have.id, c->want.id) == 0 ? TREE_WHOLE :
								TREE_ABSENT,
		.damaged = &c->damaged,
		.edited = &c->edited,
		.have_tunnels = &c->have_tunnels,
		.want_tunnels = &c->want_tunnels,
		.bird = BIRD_ANSWERS,
		.bird_id = c->have.bird_id,
		.links = &c->links,
	};
}

static void
strike_scene(struct scene *c)
{
	tunnels_free(&c->have_tunnels);
	tunnels_free(&c->want_tunnels);
	generation_free(&c->have);
	generation_free(&c->want);
	fragments_free(&c->have_stream);
	fragments_free(&c->want_stream);
	name_list_free(&c->damaged);
	wgstate_free(&c->links);
}

/* The interface wg-x exactly as WIREGUARD("1420") wants it. */
static struct wglink *
add_link(struct scene *c)
{
	const struct tunnel *t = c->want_tunnels.n > 0 ? &c->want_tunnels.v[0] :
							 &c->have_tunnels.v[0];
	struct wglink *link = calloc(1, sizeof *link);

	strcpy(link->name, "wg-x");
	link->wireguard = link->up = true;
	parse_key(&link->public_key, OURS);
	link->listen_port = 52001;
	link->mtu = 1420;
	link->peer = calloc(2, sizeof *link->peer);
	link->npeer = 1;
	parse_key(&link->peer[0].key, PEER);
	link->peer[0].keepalive = 30;
	link->peer[0].allowed_ips.v = calloc(2, sizeof(struct prefix));
	link->peer[0].allowed_ips.n = 2;
	memcpy(link->peer[0].allowed_ips.v, t->allowed_ips.v,
	    2 * sizeof(struct prefix));
	link->addr = calloc(2, sizeof *link->addr);
	link->addr[0] = (struct linkaddr){ t->addr[0], 128 };
	link->naddr = 1;
	c->links.link = link;
	c->links.n = 1;
	return link;
}

static void
replace(char *text, const char *what, const char *with)
{
	char *at;

	while (*what != '\0' && (at = strstr(text, what)) != NULL) {
		memmove(at + strlen(with), at + strlen(what),
		    strlen(at + strlen(what)) + 1);
		memcpy(at, with, strlen(with));
	}
}

static void
expect_plan(struct scene *c, const char *expected)
{
	struct plan plan;
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	plan_make(&plan, &c->s);
	plan_print(f, &plan);
	fclose(f);
	replace(text, c->want.id, "WANT");
	assert_string_equal(text, expected);
	free(text);
	plan_free(&plan);
}

static void
expect_changes(struct scene *c, const char *expected)
{
	struct plan plan;
	char *text;
	size_t n, lines = 0, said;
	FILE *f = open_memstream(&text, &n);

	plan_make(&plan, &c->s);
	said = change_files(f, &c->s);
	said += change_rules(f, &plan);
	said += change_tunnels(f, &c->s, &plan);
	said += change_sessions(f, &c->s);
	said += change_bird(f, &c->s, &plan);
	fclose(f);
	assert_string_equal(text, expected);
	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n';
	assert_int_equal(said, lines);
	free(text);
	plan_free(&plan);
}

#define PARSE "bird -p -c /s/WANT/bird/bird.conf -u bird -g bird\n"
#define ALIVE "# wait for tunnels: 60s\n"
#define CHECK \
	"# look at the file that BIRD starts with\n" \
	"# BIRD checks /s/WANT/bird/bird.conf\n"
#define CONFIGURE \
	"# BIRD loads /s/WANT/bird/bird.conf\n" \
	"# wait for sessions: 60s\n"
#define PENDING "# journal: pending WANT\n"
#define COMMIT "# link /s/current to WANT\n"
#define FINISH \
	"# remove old generations from /s\n" \
	"# journal: confirmed WANT\n"
#define WRITE "# write /s/WANT\n"

/* A port is free before another tunnel gets it. */
static void
renamed_interface(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1") WIREGUARD("1420"),
	    BIRD("240", "1") "#% begin wireguard 1\n" TUNNEL("wg-y", "52001",
		"1420") "#% end wireguard 1\n");
	add_link(&c);
	expect_plan(&c,
	    WRITE PARSE PENDING
	    "wg set wg-x listen-port 0\n"
	    "ip link add dev wg-y type wireguard\n"
	    "wg set wg-y private-key /k listen-port 52001 peer " PEER
	    " allowed-ips 10.0.0.0/8,fe80::/10 persistent-keepalive 30 "
	    "endpoint 192.0.2.1:51820\n"
	    "ip link set dev wg-y addrgenmode none mtu 1420\n"
	    "ip link set dev wg-y up\n"
	    "ip addr add dev wg-y fe80::1/128 peer fe80::2/128 nodad\n" COMMIT
	    "ip link del dev wg-x\n" FINISH);
	expect_changes(&c,
	    "wireguard/wg-y.conf added\n"
	    "wireguard/wg-x.conf removed\n"
	    "tunnel wg-y comes up\n"
	    "tunnel wg-x goes\n");
	strike_scene(&c);
}

static void
first_install(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, "", BIRD("240", "1") WIREGUARD("1420"));
	expect_plan(&c,
	    WRITE PARSE CHECK PENDING
	    "ip link add dev wg-x type wireguard\n"
	    "wg set wg-x private-key /k listen-port 52001 peer " PEER
	    " allowed-ips 10.0.0.0/8,fe80::/10 persistent-keepalive 30 "
	    "endpoint 192.0.2.1:51820\n"
	    "ip link set dev wg-x addrgenmode none mtu 1420\n"
	    "ip link set dev wg-x up\n"
	    "ip addr add dev wg-x fe80::1/128 peer fe80::2/128 "
	    "nodad\n" CONFIGURE COMMIT FINISH);
	expect_changes(&c,
	    "bird/bird.conf added\n"
	    "wireguard/wg-x.conf added\ntunnel wg-x comes up\n"
	    "session ebgp_1 comes\n");
	strike_scene(&c);
}

static void
nothing_to_do(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1") WIREGUARD("1420"),
	    BIRD("240", "1") WIREGUARD("1420"));
	add_link(&c);
	expect_plan(&c, "");
	expect_changes(&c, "");
	c.s.bird = BIRD_DOWN; /* it will start with it */
	expect_plan(&c, "");
	c.s.bird = BIRD_NOT_ASKED; /* --install-only */
	c.s.links = NULL;
	expect_plan(&c, "");
	strike_scene(&c);
}

static void
bird_alone(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1") WIREGUARD("1420"),
	    BIRD("30", "1") WIREGUARD("1420"));
	add_link(&c);
	expect_plan(&c, WRITE PARSE CHECK PENDING CONFIGURE COMMIT FINISH);
	expect_changes(&c,
	    "bird/bird.conf changed\n"
	    "session ebgp_1 restarts: hold-time 240 -> 30\n");
	strike_scene(&c);
}

static void
tunnel_alone(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1") WIREGUARD("1420"),
	    BIRD("240", "1") WIREGUARD("1380"));
	add_link(&c);
	expect_plan(&c,
	    WRITE PARSE PENDING
	    "ip link set dev wg-x mtu 1380\n" ALIVE COMMIT FINISH);
	expect_changes(&c,
	    "wireguard/wg-x.conf changed\n"
	    "tunnel wg-x changes in place\n");
	strike_scene(&c);
}

static void
tunnel_gone(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1") WIREGUARD("1420"),
	    BIRD("240", "1") NO_WIREGUARD);
	add_link(&c);
	/* Behind the commit: BIRD has let go of it by then. */
	expect_plan(&c,
	    WRITE PARSE PENDING COMMIT "ip link del dev wg-x\n" FINISH);
	expect_changes(&c,
	    "wireguard/wg-x.conf removed\n"
	    "tunnel wg-x goes\n");
	strike_scene(&c);
}

#define TABLE(table) \
	"#% begin bird 1\n#% file bird/bird.conf 0640\n" \
	"#% count peer 1\n#% table " table "\nx\n#% end bird 1\n"
#define RULES(verb, family, own, n) \
	"ip -" family " rule " verb " priority 20002 from " own " lookup " n \
	"\nip -" family " rule " verb " priority 20003 not iif lo lookup " n \
	"\nip -" family " rule " verb " priority 32800 lookup " n "\n"
#define MAIN(verb, family) \
	"ip -" family " rule " verb " priority 20001 " \
	"lookup main suppress_prefixlength 0\n"

/* The kernel has the rules of G, as far as it has their families. */
static void
set_rules(struct iprules *rules, const struct generation *g, bool ipv6)
{
	struct iprules all;

	rules_wanted(&all, g);
	*rules = (struct iprules){ .family = { true, ipv6 } };
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].family == 4 || ipv6)
			iprules_add(rules, &all.v[i]);
	iprules_free(&all);
}

/* Before BIRD fills the table there are its rules; the old ones go behind the
 * commit, when BIRD has left theirs. */
static void
rules_of_a_table(void **state)
{
	struct iprules have, want, kernel;
	struct scene c;

	(void)state;
	set_scene(&c, TABLE("77 192.0.2.0/24 2001:db8::/32"),
	    TABLE("42 192.0.2.0/24 2001:db8::/32"));
	rules_wanted(&have, &c.have);
	rules_wanted(&want, &c.want);
	assert_int_equal(have.n, 8);
	set_rules(&kernel, &c.have, true);
	c.s.have_rules = &have;
	c.s.want_rules = &want;
	c.s.rules = &kernel;
	c.s.bird = BIRD_DOWN;
	expect_plan(&c,
	    WRITE PARSE PENDING RULES("add", "4", "192.0.2.0/24", "42")
		RULES("add", "6", "2001:db8::/32", "42")
		    COMMIT RULES("del", "4", "192.0.2.0/24", "77")
			RULES("del", "6", "2001:db8::/32", "77") FINISH);
	expect_changes(&c,
	    "bird/bird.conf is as it was, but its counts or "
	    "sessions changed\n"
	    "rule ipv4 20002 from 192.0.2.0/24 lookup 42 comes\n"
	    "rule ipv4 20003 not iif lo lookup 42 comes\n"
	    "rule ipv4 32800 lookup 42 comes\n"
	    "rule ipv6 20002 from 2001:db8::/32 lookup 42 comes\n"
	    "rule ipv6 20003 not iif lo lookup 42 comes\n"
	    "rule ipv6 32800 lookup 42 comes\n"
	    "rule ipv4 20002 from 192.0.2.0/24 lookup 77 goes\n"
	    "rule ipv4 20003 not iif lo lookup 77 goes\n"
	    "rule ipv4 32800 lookup 77 goes\n"
	    "rule ipv6 20002 from 2001:db8::/32 lookup 77 goes\n"
	    "rule ipv6 20003 not iif lo lookup 77 goes\n"
	    "rule ipv6 32800 lookup 77 goes\n");
	iprules_free(&kernel);
	/* The table is no longer wanted, and the kernel has no IPv6. */
	strike_scene(&c);
	iprules_free(&have);
	iprules_free(&want);
	set_scene(&c, TABLE("77 192.0.2.0/24"), BIRD("240", "1"));
	rules_wanted(&have, &c.have);
	rules_wanted(&want, &c.want);
	assert_int_equal(want.n, 0);
	set_rules(&kernel, &c.have, false);
	c.s.have_rules = &have;
	c.s.want_rules = &want;
	c.s.rules = &kernel;
	c.s.bird = BIRD_DOWN;
	expect_plan(&c,
	    WRITE PARSE PENDING COMMIT MAIN("del", "4")
		RULES("del", "4", "192.0.2.0/24", "77") FINISH);
	iprules_free(&kernel);
	/* Unchanged, but somebody took one away. */
	strike_scene(&c);
	set_scene(&c, TABLE("77 192.0.2.0/24"), TABLE("77 192.0.2.0/24"));
	set_rules(&kernel, &c.have, false);
	c.s.have_rules = c.s.want_rules = &have;
	c.s.rules = &kernel;
	expect_plan(&c, "");
	kernel.n--;
	expect_plan(&c, "ip -4 rule add priority 32800 lookup 77\n");
	iprules_free(&kernel);
	iprules_free(&have);
	strike_scene(&c);
}

/* Whoever started BIRD anew, or told it to read another file. */
static void
bird_runs_something_else(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1"), BIRD("240", "1"));
	c.s.bird_id = "";
	expect_plan(&c, PARSE CHECK CONFIGURE);
	expect_changes(&c,
	    "bird runs another configuration than the "
	    "installed one\n");
	strike_scene(&c);
}

static void
edited_by_hand(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1"), BIRD("240", "1"));
	name_list_add(&c.damaged, (struct slice){ "bird/bird.conf", 14 });
	c.s.staged = TREE_DAMAGED;
	/* BIRD may have loaded the edited file, and say the same id. */
	expect_plan(&c, WRITE PARSE CHECK CONFIGURE);
	expect_changes(&c, "bird/bird.conf repaired\n");
	strike_scene(&c);
}

/* One thing at a time that is not as it should be. */
#define ANEW \
	" peer " PEER " remove peer " PEER \
	" allowed-ips 10.0.0.0/8,fe80::/10 persistent-keepalive 30"

static void
what_differs(void **state)
{
	struct wglink *link;
	struct scene c;

	(void)state;
	set_scene(&c, BIRD("240", "1") WIREGUARD("1420"),
	    BIRD("240", "1") WIREGUARD("1420"));
	link = add_link(&c);

	link->up = false;
	expect_plan(&c,
	    "ip link set dev wg-x addrgenmode none\n"
	    "ip link set dev wg-x up\n"
	    "ip addr del dev wg-x fe80::1/128 peer fe80::2/128\n"
	    "ip addr add dev wg-x fe80::1/128 peer fe80::2/128 nodad\n" ALIVE);
	link->up = true;

	link->listen_port = 1;
	expect_plan(&c, "wg set wg-x listen-port 52001\n" ALIVE);
	link->listen_port = 52001;

	/* Another key: the peer is made anew, where it is or was to be. */
	parse_key(&link->public_key, OTHER);
	expect_plan(&c,
	    "wg set wg-x private-key /k" ANEW
	    " endpoint 192.0.2.1:51820\n" ALIVE);
	link->peer[0].endpoint = c.want_tunnels.v[0].endpoint;
	link->peer[0].endpoint.port = 7;
	expect_plan(&c,
	    "wg set wg-x private-key /k" ANEW " endpoint 192.0.2.1:7\n" ALIVE);
	c.want_tunnels.v[0].keepalive = link->peer[0].keepalive = 0;
	expect_plan(&c,
	    "wg set wg-x private-key /k peer " PEER " remove peer " PEER
	    " allowed-ips 10.0.0.0/8,fe80::/10 "
	    "persistent-keepalive 1 endpoint 192.0.2.1:7\n" ALIVE
	    "wg set wg-x peer " PEER " persistent-keepalive off\n");
	/* Nobody knows where it is: then it stays. */
	link->peer[0].endpoint.port = 0;
	c.want_tunnels.v[0].has_endpoint = false;
	expect_plan(&c, "wg set wg-x private-key /k\n" ALIVE);
	c.want_tunnels.v[0].has_endpoint = true;
	c.want_tunnels.v[0].keepalive = link->peer[0].keepalive = 30;
	parse_key(&link->public_key, OURS);

	link->peer[0].keepalive = 0;
	expect_plan(&c,
	    "wg set wg-x peer " PEER " persistent-keepalive 30\n" ALIVE);
	link->peer[0].keepalive = 30;

	link->peer[0].has_psk = true;
	expect_plan(&c, "wg set wg-x" ANEW " endpoint 192.0.2.1:51820\n" ALIVE);
	link->peer[0].has_psk = false;

	/* The preshared keys themselves are compared. */
	c.want_tunnels.v[0].psk_copy = strdup("/c/psk");
	parse_key(&c.want_tunnels.v[0].psk, OURS);
	parse_key(&link->peer[0].psk, OURS);
	link->peer[0].has_psk = true;
	expect_plan(&c, "");
	parse_key(&link->peer[0].psk, OTHER);
	expect_plan(&c,
	    "wg set wg-x peer " PEER " remove peer " PEER
	    " preshared-key /c/psk allowed-ips 10.0.0.0/8,fe80::/10 "
	    "persistent-keepalive 30 endpoint 192.0.2.1:51820\n" ALIVE);
	free(c.want_tunnels.v[0].psk_copy);
	c.want_tunnels.v[0].psk_copy = NULL;
	link->peer[0].has_psk = false;

	link->peer[0].allowed_ips.n = 1;
	expect_plan(&c,
	    "wg set wg-x peer " PEER
	    " allowed-ips 10.0.0.0/8,fe80::/10\n" ALIVE);
	link->peer[0].allowed_ips.n = 2;

	link->npeer = 2;
	parse_key(&link->peer[1].key, OTHER);
	expect_plan(&c, "wg set wg-x peer " OTHER " remove\n" ALIVE);
	link->npeer = 1;

	link->addr[0].pair.peer.bytes[15] = 9;
	expect_plan(&c,
	    "ip addr del dev wg-x fe80::1/128 peer fe80::9/128\n"
	    "ip addr add dev wg-x fe80::1/128 peer fe80::2/128 nodad\n" ALIVE);
	link->addr[0].pair.peer = link->addr[0].pair.local;
	link->addr[0].len = 64;
	expect_plan(&c,
	    "ip addr del dev wg-x fe80::1/64\n"
	    "ip addr add dev wg-x fe80::1/128 peer fe80::2/128 nodad\n" ALIVE);
	strike_scene(&c);
}

static void
settings_that_come_and_go(void **state)
{
	struct scene c;

	(void)state;
	set_scene(&c,
	    "#% begin bird 1\n#% file bird/bird.conf 0640\n"
	    "#% count peer 1\n#% session a x=1 y=2\n#% session b x=1\n"
	    "#% session c x=1\nt\n#% end bird 1\n",
	    "#% begin bird 1\n#% file bird/bird.conf 0640\n"
	    "#% count peer 1\n#% session a y=3 z=4\n#% session c x=1\n"
	    "#% session d x=1\nt\n#% end bird 1\n");
	expect_changes(&c,
	    "bird/bird.conf is as it was, but its counts or "
	    "sessions changed\n"
	    "session a restarts: y 2 -> 3, z none -> 4, x 1 -> none\n"
	    "session b goes\nsession d comes\n");
	strike_scene(&c);
}

static void
expect_restore(const struct wglink *was, const struct wglink *now,
    const char *expected)
{
	struct plan plan = { 0 };
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	plan_restore(&plan, was, now);
	plan_print(f, &plan);
	fclose(f);
	assert_string_equal(text, expected);
	free(text);
	plan_free(&plan);
}

/* What no generation holds: keys are never in a command. */
static void
restores_what_was_seen(void **state)
{
	struct wgpeer peers[2];
	struct wglink *now, was;
	struct scene c;

	(void)state;
	set_scene(&c, "", BIRD("240", "1") WIREGUARD("1420"));
	now = add_link(&c);
	was = *now;
	memcpy(peers, now->peer, sizeof peers);
	was.peer = peers;
	expect_restore(&was, now, "");
	was.mtu = 1400;
	was.listen_port = 7;
	parse_key(&was.private_key, OURS);
	peers[0].has_psk = true;
	parse_key(&peers[0].psk, OTHER);
	strcpy(peers[0].scoped, "[fe80::9%eth0]:9");
	peers[0].endpoint.port = 1;
	expect_restore(&was, now,
	    "ip link set dev wg-x mtu 1400\n"
	    "wg set wg-x private-key /dev/stdin\n"
	    "wg set wg-x listen-port 7\n"
	    "wg set wg-x peer " PEER " remove peer " PEER
	    " preshared-key /dev/stdin allowed-ips 10.0.0.0/8,fe80::/10 "
	    "persistent-keepalive 30 endpoint '[fe80::9%eth0]:9'\n");
	was = *now;
	was.npeer = 0;
	was.naddr = 0;
	was.up = false;
	expect_restore(&was, now,
	    "ip link set dev wg-x down\n"
	    "wg set wg-x peer " PEER " remove\n"
	    "ip addr del dev wg-x fe80::1/128 peer fe80::2/128\n");
	expect_restore(&was, NULL,
	    "ip link add dev wg-x type wireguard\n"
	    "ip link set dev wg-x mtu 1420\n"
	    "wg set wg-x listen-port 52001\n");
	strike_scene(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_install),
		cmocka_unit_test(renamed_interface),
		cmocka_unit_test(nothing_to_do),
		cmocka_unit_test(bird_alone),
		cmocka_unit_test(tunnel_alone),
		cmocka_unit_test(tunnel_gone),
		cmocka_unit_test(rules_of_a_table),
		cmocka_unit_test(bird_runs_something_else),
		cmocka_unit_test(edited_by_hand),
		cmocka_unit_test(what_differs),
		cmocka_unit_test(restores_what_was_seen),
		cmocka_unit_test(settings_that_come_and_go),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
