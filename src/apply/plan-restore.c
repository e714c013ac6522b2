/* Restores an interface that no generation describes. */
#include "apply/plan.h"

#include <sodium.h>
#include <string.h>

static const struct wglink absent;

#define STDIN "/dev/stdin"
#define NOTHING "/dev/null"

static bool
keys_equal(const struct wgkey *a, const struct wgkey *b)
{
	return sodium_memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static struct step *
wg_set(struct plan *plan, const struct wglink *was)
{
	struct step *step = plan_add(plan, STEP_TUNNEL);

	step_words(step, "wg", "set", was->name, NULL);
	return step;
}

/* Adds WORD and the file that wg(8) reads KEY from: standard input, or
 * /dev/null if KEY is zero.  A step can have only one KEY. */
static void
secret_words(struct step *step, const char *word, const struct wgkey *key)
{
	bool none = wgkey_is_zero(key);

	step_words(step, word, none ? NOTHING : STDIN, NULL);
	step->has_secret = !none;
	step->secret = *key;
}

static bool
peers_equal(const struct wgpeer *a, const struct wgpeer *b)
{
	char x[ENDPOINT_TEXT], y[ENDPOINT_TEXT];
	const char *p = wgpeer_endpoint(x, a), *q = wgpeer_endpoint(y, b);

	return keys_equal(&a->psk, &b->psk) && a->keepalive == b->keepalive &&
	    prefix_list_equal(&a->allowed_ips, &b->allowed_ips) &&
	    (p == NULL || (q != NULL && strcmp(p, q) == 0));
}

/* Removes and adds the peer, so that a new handshake uses the old keys. */
static void
plan_peer(struct plan *plan, const struct wglink *was,
    const struct wgpeer *peer, bool is_there)
{
	struct step *step = wg_set(plan, was);
	const char *endpoint;
	char key[WGKEY_TEXT], text[ENDPOINT_TEXT];

	wgkey_print(key, &peer->key);
	if (is_there)
		step_words(step, "peer", key, "remove", NULL);
	step_words(step, "peer", key, NULL);
	if (peer->has_psk)
		secret_words(step, "preshared-key", &peer->psk);
	if (peer->allowed_ips.n > 0)
		step_allowed_ips(step, &peer->allowed_ips);
	step_keepalive(step, peer->keepalive);
	endpoint = wgpeer_endpoint(text, peer);
	if (endpoint != NULL)
		step_words(step, "endpoint", endpoint, NULL);
}

static void
plan_wg(struct plan *plan, const struct wglink *was, const struct wglink *now)
{
	bool key = !keys_equal(&was->private_key, &now->private_key);
	struct step *step;
	size_t start;

	/* An interface whose private key could not be read keeps its present
	 * key. */
	if (key &&
	    (wgkey_is_zero(&was->public_key) ||
		!wgkey_is_zero(&was->private_key)))
		secret_words(wg_set(plan, was), "private-key",
		    &was->private_key);
	step = wg_set(plan, was);
	start = step->argc;
	if (was->listen_port != now->listen_port) {
		step_words(step, "listen-port", NULL);
		step_wordf(step, "%u", (unsigned)was->listen_port);
	}
	for (size_t i = 0; i < now->npeer; i++) {
		char text[WGKEY_TEXT];

		if (wglink_peer(was, &now->peer[i].key) == NULL)
			step_words(step, "peer",
			    wgkey_print(text, &now->peer[i].key), "remove",
			    NULL);
	}
	if (step->argc == start) {
		step_free(step);
		plan->n--;
	}
	for (size_t i = 0; i < was->npeer; i++) {
		const struct wgpeer *peer = wglink_peer(now, &was->peer[i].key);

		if (key || peer == NULL || !peers_equal(&was->peer[i], peer))
			plan_peer(plan, was, &was->peer[i], peer != NULL);
	}
}

static bool
has_address(const struct wglink *link, const struct linkaddr *a)
{
	for (size_t i = 0; i < link->naddr; i++)
		if (addr_pair_cmp(&link->addr[i].pair, &a->pair) == 0 &&
		    link->addr[i].len == a->len)
			return true;
	return false;
}

static void
plan_addresses(struct plan *plan, const struct wglink *was,
    const struct wglink *now)
{
	for (size_t i = 0; i < now->naddr; i++)
		if (!has_address(was, &now->addr[i]))
			plan_address(plan, "del", was->name, &now->addr[i].pair,
			    now->addr[i].len);
	for (size_t i = 0; i < was->naddr; i++)
		if (!has_address(now, &was->addr[i]))
			plan_address(plan, "add", was->name, &was->addr[i].pair,
			    was->addr[i].len);
}

static void
plan_link(struct plan *plan, const struct wglink *was, const struct wglink *now)
{
	struct step *step;

	if (was->mtu != now->mtu && was->mtu > 0) {
		step = plan_add(plan, STEP_TUNNEL);
		step_words(step, "ip", "link", "set", "dev", was->name, "mtu",
		    NULL);
		step_wordf(step, "%u", (unsigned)was->mtu);
	}
	if (was->up != now->up)
		step_words(plan_add(plan, STEP_TUNNEL), "ip", "link", "set",
		    "dev", was->name, was->up ? "up" : "down", NULL);
}

void
plan_restore(struct plan *plan, const struct wglink *was,
    const struct wglink *now)
{
	if (now == NULL) {
		step_words(plan_add(plan, STEP_LINK), "ip", "link", "add",
		    "dev", was->name, "type", "wireguard", NULL);
		now = &absent;
	}
	plan_link(plan, was, now);
	plan_wg(plan, was, now);
	plan_addresses(plan, was, now);
}
