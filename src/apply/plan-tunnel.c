/* The plan for tunnels: commands of ip(8) and wg(8). */
#include "apply/plan.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"

#define RENEWAL_KEEPALIVE 1u /* second, until the handshake */

static const struct wglink no_link;

/* One tunnel: the wanted, previously configured and present state. */
struct pair {
	const struct tunnel *want;
	const struct tunnel *had;  /* NULL: new to apply */
	const struct wglink *link; /* no_link: no interface */
	bool is_new;
	const struct wgkey *public_key;
	const char *key_path; /* the file for wg(8) */
	const char *psk_path; /* NULL: no preshared key */
};

/*
 * After a host name was resolved, the interface may know a newer endpoint than
 * the file.  So a peer that apply has set before gets a new endpoint only if
 * the endpoint in the file has changed.
 */
static bool
endpoint_wanted(const struct pair *p, const struct wgpeer *peer)
{
	char a[ENDPOINT_TEXT], b[ENDPOINT_TEXT];

	if (!p->want->has_endpoint)
		return false;
	if (peer == NULL || p->had == NULL || !p->had->has_endpoint)
		return true;
	return strcmp(endpoint_print(a, &p->want->endpoint),
		   endpoint_print(b, &p->had->endpoint)) != 0;
}

static bool
psk_wanted(const struct pair *p, const struct wgpeer *peer)
{
	if (peer == NULL)
		return p->psk_path != NULL;
	if (peer->has_psk != (p->psk_path != NULL))
		return true;
	return p->want->psk_copy != NULL &&
	    sodium_memcmp(peer->psk.bytes, p->want->psk.bytes,
		sizeof peer->psk.bytes) != 0;
}

void
step_allowed_ips(struct step *step, const struct prefix_list *list)
{
	struct buf text = { 0 };
	char one[PREFIX_TEXT];

	for (size_t i = 0; i < list->n; i++) {
		buf_str(&text, i > 0 ? "," : "");
		buf_str(&text, prefix_print(one, &list->v[i]));
	}
	step_words(step, "allowed-ips", buf_cstr(&text), NULL);
	buf_free(&text);
}

void
step_keepalive(struct step *step, uint32_t seconds)
{
	step_words(step, "persistent-keepalive", NULL);
	if (seconds == 0)
		step_words(step, "off", NULL);
	else
		step_wordf(step, "%u", (unsigned)seconds);
}

/* The peer that the wanted one replaces: the same peer, or the only one. */
static const struct wgpeer *
peer_before(const struct pair *p)
{
	const struct wgpeer *peer = wglink_peer(p->link, &p->want->peer);

	return peer != NULL	? peer :
	    p->link->npeer == 1 ? &p->link->peer[0] :
				  NULL;
}

static bool
key_wanted(const struct pair *p)
{
	return !wgkey_equal(&p->link->public_key, p->public_key);
}

/* Does the peer move to another endpoint?  No, if the tunnel only becomes
 * apply's and its file has a host name or the present address. */
static bool
endpoint_moves(const struct pair *p, const struct wgpeer *peer)
{
	const struct endpoint *want = &p->want->endpoint;

	if (!endpoint_wanted(p, peer) || want->host != NULL)
		return endpoint_wanted(p, peer) && p->had != NULL;
	return want->port != peer->endpoint.port ||
	    addr_cmp(&want->addr, &peer->endpoint.addr) != 0;
}

/*
 * If the key or endpoint changes, removes and adds the peer.  This requires a
 * new handshake, which proves that the other side has the same settings.  The
 * endpoint must be known, and a keepalive triggers the handshake.
 */
static bool
renewal_words(struct step *step, const struct pair *p)
{
	const struct wgpeer *peer = wglink_peer(p->link, &p->want->peer);
	const struct wgpeer *before = peer_before(p);
	const char *known;
	char key[WGKEY_TEXT], text[ENDPOINT_TEXT];

	if (before == NULL ||
	    (peer != NULL && !key_wanted(p) && !psk_wanted(p, peer) &&
		!endpoint_moves(p, peer)))
		return false;
	step->renews = p->want;
	known = wgpeer_endpoint(text, before);
	step->unasked = known == NULL && !p->want->has_endpoint;
	if (step->unasked)
		return false;
	wgkey_print(key, &p->want->peer);
	if (peer != NULL)
		step_words(step, "peer", key, "remove", NULL);
	step_words(step, "peer", key, NULL);
	if (p->psk_path != NULL)
		step_words(step, "preshared-key", p->psk_path, NULL);
	step_allowed_ips(step, &p->want->allowed_ips);
	step_keepalive(step,
	    p->want->keepalive > 0 ? p->want->keepalive : RENEWAL_KEEPALIVE);
	if (known == NULL || endpoint_wanted(p, peer)) {
		step->endpoint = &p->want->endpoint;
		step->known = known != NULL ? mem_strdup(known) : NULL;
	} else {
		step_words(step, "endpoint", known, NULL);
	}
	return true;
}

/* Adds the settings of the peer that differ. */
static void
peer_words(struct step *step, const struct pair *p)
{
	const struct wgpeer *peer = wglink_peer(p->link, &p->want->peer);
	bool psk = psk_wanted(p, peer);
	bool allowed = peer == NULL ||
	    !prefix_list_equal(&peer->allowed_ips, &p->want->allowed_ips);
	bool keepalive = peer == NULL || peer->keepalive != p->want->keepalive;
	bool endpoint = endpoint_wanted(p, peer);
	char key[WGKEY_TEXT];

	if (renewal_words(step, p))
		return;
	if (!psk && !allowed && !keepalive && !endpoint)
		return;
	step_words(step, "peer", wgkey_print(key, &p->want->peer), NULL);
	if (psk)
		step_words(step, "preshared-key",
		    p->psk_path != NULL ? p->psk_path : "/dev/null", NULL);
	if (allowed)
		step_allowed_ips(step, &p->want->allowed_ips);
	if (keepalive)
		step_keepalive(step, p->want->keepalive);
	if (endpoint)
		step->endpoint = &p->want->endpoint;
}

/* Plans a "wg set" with the settings that differ; no step if none does. */
static void
plan_wg(struct plan *plan, const struct pair *p)
{
	struct step *step = plan_add(plan, STEP_TUNNEL);
	size_t start;

	step_words(step, "wg", "set", p->want->name, NULL);
	start = step->argc;
	if (key_wanted(p))
		step_words(step, "private-key", p->key_path, NULL);
	if (p->link->listen_port != p->want->listen_port) {
		step_words(step, "listen-port", NULL);
		step_wordf(step, "%u", (unsigned)p->want->listen_port);
	}
	for (size_t i = 0; i < p->link->npeer; i++) {
		char key[WGKEY_TEXT];

		if (!wgkey_equal(&p->link->peer[i].key, &p->want->peer))
			step_words(step, "peer",
			    wgkey_print(key, &p->link->peer[i].key), "remove",
			    NULL);
	}
	peer_words(step, p);
	if (step->argc > start)
		return;
	step_free(step);
	plan->n--;
}

void
plan_keepalives(struct plan *plan)
{
	size_t n = plan->n;

	for (size_t i = 0; i < n; i++) {
		const struct tunnel *t = plan->step[i].renews;
		struct step *step;
		char key[WGKEY_TEXT];

		if (t == NULL || plan->step[i].unasked || t->keepalive > 0)
			continue;
		step = plan_add(plan, STEP_KEEPALIVE);
		step_words(step, "wg", "set", t->name, "peer",
		    wgkey_print(key, &t->peer), NULL);
		step_keepalive(step, t->keepalive);
	}
}

void
plan_address(struct plan *plan, const char *verb, const char *link,
    const struct addr_pair *pair, unsigned len)
{
	struct step *step = plan_add(plan, STEP_TUNNEL);
	bool single = addr_cmp(&pair->local, &pair->peer) == 0;
	char text[ADDR_TEXT];

	step_words(step, "ip", "addr", verb, "dev", link, NULL);
	addr_print(text, &pair->local);
	if (single)
		step_wordf(step, "%s/%u", text, len);
	else
		step_wordf(step, "%s/%u", text, addr_bits(&pair->local));
	if (!single) {
		step_words(step, "peer", NULL);
		step_wordf(step, "%s/%u", addr_print(text, &pair->peer), len);
	}
	/*
	 * nodad: a tunnel has no neighbours that could use the same address.
	 */
	if (strcmp(verb, "add") == 0 && pair->local.family == 6)
		step_words(step, "nodad", NULL);
}

static bool
has_addr(const struct wglink *link, const struct addr_pair *pair)
{
	for (size_t i = 0; i < link->naddr; i++)
		if (addr_pair_cmp(&link->addr[i].pair, pair) == 0 &&
		    link->addr[i].len == addr_bits(&pair->local))
			return true;
	return false;
}

static bool
wants_addr(const struct tunnel *t, const struct linkaddr *a)
{
	for (size_t i = 0; i < t->naddr; i++)
		if (addr_pair_cmp(&t->addr[i], &a->pair) == 0 &&
		    a->len == addr_bits(&a->pair.local))
			return true;
	return false;
}

/*
 * Removes surplus addresses first, because an address cannot have two peers.
 * If the interface is down, sets all addresses again: the kernel never adds
 * the peer's route for an IPv6 address that was set while the interface was
 * down.
 */
static void
plan_addrs(struct plan *plan, const struct pair *p)
{
	bool again = !p->link->up;

	for (size_t i = 0; i < p->link->naddr; i++)
		if (again || !wants_addr(p->want, &p->link->addr[i]))
			plan_address(plan, "del", p->want->name,
			    &p->link->addr[i].pair, p->link->addr[i].len);
	for (size_t i = 0; i < p->want->naddr; i++)
		if (again || !has_addr(p->link, &p->want->addr[i]))
			plan_address(plan, "add", p->want->name,
			    &p->want->addr[i],
			    addr_bits(&p->want->addr[i].local));
}

/* addrgenmode: stops the kernel from adding a link-local address when the
 * interface comes up. */
static void
plan_link(struct plan *plan, const struct pair *p)
{
	bool mtu = p->link->mtu != p->want->mtu;
	bool mode = !p->link->up || p->had == NULL;
	struct step *step;

	if (!mtu && !mode)
		return;
	step = plan_add(plan, STEP_TUNNEL);
	step_words(step, "ip", "link", "set", "dev", p->want->name, NULL);
	if (mode)
		step_words(step, "addrgenmode", "none", NULL);
	if (mtu) {
		step_words(step, "mtu", NULL);
		step_wordf(step, "%u", (unsigned)p->want->mtu);
	}
}

static void
plan_tunnel(struct plan *plan, const struct pair *p)
{
	if (p->is_new)
		step_words(plan_add(plan, STEP_LINK), "ip", "link", "add",
		    "dev", p->want->name, "type", "wireguard", NULL);
	plan_wg(plan, p);
	plan_link(plan, p);
	if (!p->link->up)
		step_words(plan_add(plan, STEP_TUNNEL), "ip", "link", "set",
		    "dev", p->want->name, "up", NULL);
	plan_addrs(plan, p);
}

const struct wglink *
plan_port_holder(const struct wgstate *links, const char *name, uint16_t port)
{
	const struct wglink *link = wgstate_find(links, name);

	/* 0: any port.  Only where a port changes are all interfaces read. */
	if (port == 0 || (link != NULL && link->listen_port == port))
		return NULL;
	for (size_t i = 0; i < links->n; i++) {
		link = &links->link[i];
		if (link->wireguard && link->listen_port == port &&
		    strcmp(link->name, name) != 0)
			return link;
	}
	return NULL;
}

void
plan_free_port(struct plan *plan, const struct situation *s, const char *name,
    uint16_t port)
{
	const struct wglink *holder = plan_port_holder(s->links, name, port);

	if (holder != NULL &&
	    (tunnels_find(s->have_tunnels, holder->name) != NULL ||
		tunnels_find(s->want_tunnels, holder->name) != NULL))
		step_words(plan_add(plan, STEP_PORT), "wg", "set", holder->name,
		    "listen-port", "0", NULL);
}

void
plan_tunnels(struct plan *plan, const struct situation *s)
{
	if (s->links == NULL)
		return;
	for (size_t i = 0; i < s->want_tunnels->n; i++) {
		const struct tunnel *t = &s->want_tunnels->v[i];

		if (t->key_file != NULL)
			plan_free_port(plan, s, t->name, t->listen_port);
	}
	for (size_t i = 0; i < s->want_tunnels->n; i++) {
		const struct tunnel *t = &s->want_tunnels->v[i];
		const struct wglink *link = wgstate_find(s->links, t->name);
		struct pair p = {
			.want = t,
			.had = tunnels_find(s->have_tunnels, t->name),
			.link = link != NULL ? link : &no_link,
			.is_new = link == NULL,
			.public_key = t->key_copy != NULL ?
			    &t->public_key :
			    &s->router->wireguard.public_key,
			.key_path = t->key_copy != NULL ? t->key_copy :
							  t->key_file,
			.psk_path = t->psk_copy != NULL ? t->psk_copy :
							  t->psk_file,
		};

		/*
		 * If a tunnel could not be read back, only its name is known.
		 */
		if (t->key_file != NULL)
			plan_tunnel(plan, &p);
	}
}

void
plan_gone(struct plan *plan, const struct situation *s)
{
	if (s->links == NULL)
		return;
	for (size_t i = 0; i < s->have_tunnels->n; i++) {
		const char *name = s->have_tunnels->v[i].name;
		const struct wglink *link = wgstate_find(s->links, name);

		if (link != NULL && link->wireguard &&
		    tunnels_find(s->want_tunnels, name) == NULL)
			step_words(plan_add(plan, STEP_GONE), "ip", "link",
			    "del", "dev", name, NULL);
	}
}
