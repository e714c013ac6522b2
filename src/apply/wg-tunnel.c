/* A WireGuard tunnel, as a file of the wireguard set describes it. */
#include "apply/wg-tunnel.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"
#include "base/sort.h"

#define ADDR_MOST 16

static bool
take_nothing(struct tunnel *t, struct slice value, struct why *why)
{
	(void)t;
	if (value.n == 0)
		return true;
	why_not(why, value.p, value.n, "nothing behind it");
	return false;
}

static bool
take_port(struct tunnel *t, struct slice value, struct why *why)
{
	uint64_t n;

	if (!number_parse(value.p, value.n, 1, UINT16_MAX, &n, why))
		return false;
	t->listen_port = (uint16_t)n;
	return true;
}

static bool
take_key_file(struct tunnel *t, struct slice value, struct why *why)
{
	if (!path_check(value.p, value.n, why))
		return false;
	t->key_file = mem_strndup(value.p, value.n);
	return true;
}

/* Parses "KEY preshared-key FILE".  The later PublicKey line must have the
 * same key. */
static bool
take_psk(struct tunnel *t, struct slice value, struct why *why)
{
	static const char between[] = " preshared-key ";
	const size_t key = WGKEY_TEXT - 1, skip = sizeof between - 1;

	if (value.n < key + skip || memcmp(value.p + key, between, skip) != 0) {
		why_not(why, value.p, value.n, "KEY preshared-key FILE");
		return false;
	}
	if (!wgkey_parse(value.p, key, &t->peer, why) ||
	    !path_check(value.p + key + skip, value.n - key - skip, why))
		return false;
	t->psk_file = mem_strndup(value.p + key + skip, value.n - key - skip);
	return true;
}

/* Parses "ADDRESS/32" or "ADDRESS/128", a host address. */
static bool
host_prefix(struct slice s, struct addr *a, struct why *why)
{
	struct prefix p;

	if (!prefix_parse(s.p, s.n, &p, why))
		return false;
	if (p.len != addr_bits(&p.addr)) {
		why_not(why, s.p, s.n, "a single address, /32 or /128");
		return false;
	}
	*a = p.addr;
	return true;
}

static bool
take_addr(struct tunnel *t, struct slice value, struct why *why)
{
	static const char between[] = " peer ";
	const char *at = value.n > 0 ?
	    memmem(value.p, value.n, between, sizeof between - 1) :
	    NULL;
	struct slice local = value, peer;
	struct addr_pair pair;

	if (at == NULL) {
		why_not(why, value.p, value.n, "OURS/128 peer THEIRS/128");
		return false;
	}
	local.n = (size_t)(at - value.p);
	peer.p = at + sizeof between - 1;
	peer.n = value.n - local.n - (sizeof between - 1);
	if (!host_prefix(local, &pair.local, why) ||
	    !host_prefix(peer, &pair.peer, why))
		return false;
	if (pair.local.family != pair.peer.family) {
		why_not(why, value.p, value.n, "two of one family");
		return false;
	}
	t->addr = mem_resize(t->addr, t->naddr + 1, sizeof *t->addr);
	t->addr[t->naddr++] = pair;
	return true;
}

static bool
take_mtu(struct tunnel *t, struct slice value, struct why *why)
{
	uint64_t n;

	if (!number_parse(value.p, value.n, 1280, 65535, &n, why))
		return false;
	t->mtu = (uint32_t)n;
	return true;
}

static bool
take_peer(struct tunnel *t, struct slice value, struct why *why)
{
	struct wgkey key;

	if (!wgkey_parse(value.p, value.n, &key, why))
		return false;
	if (wgkey_is_zero(&key) ||
	    (t->psk_file != NULL && !wgkey_equal(&key, &t->peer))) {
		why_not(why, value.p, value.n,
		    "a key that is not zero, the "
		    "one that the preshared key is for");
		return false;
	}
	t->peer = key;
	return true;
}

static bool
take_allowed(struct tunnel *t, struct slice value, struct why *why)
{
	struct prefix_list *list = &t->allowed_ips;

	for (;;) {
		const char *comma = value.n > 0 ?
		    memmem(value.p, value.n, ", ", 2) :
		    NULL;
		size_t n = comma != NULL ? (size_t)(comma - value.p) : value.n;

		list->v = mem_resize(list->v, list->n + 1, sizeof *list->v);
		if (!prefix_parse(value.p, n, &list->v[list->n], why))
			return false;
		list->n++;
		if (comma == NULL)
			break;
		value.p += n + 2;
		value.n -= n + 2;
	}
	list->n = sort_once(list->v, list->n, sizeof *list->v, sort_by_prefix);
	return true;
}

static bool
take_endpoint(struct tunnel *t, struct slice value, struct why *why)
{
	t->has_endpoint = endpoint_parse(value.p, value.n, &t->endpoint, why);
	return t->has_endpoint;
}

static bool
take_keepalive(struct tunnel *t, struct slice value, struct why *why)
{
	uint64_t n = 0;

	if (!slice_is(value, "off") &&
	    !number_parse(value.p, value.n, 1, UINT16_MAX, &n, why))
		return false;
	t->keepalive = (uint32_t)n;
	return true;
}

/* The lines of a file in order, each between MIN and MAX times. */
static const struct form {
	const char *start;
	bool (*take)(struct tunnel *t, struct slice value, struct why *why);
	unsigned min, max;
} forms[] = {
	{ "[Interface]", take_nothing, 1, 1 },
	{ "ListenPort = ", take_port, 1, 1 },
	{ "PostUp = wg set %i private-key ", take_key_file, 1, 1 },
	{ "PostUp = wg set %i peer ", take_psk, 0, 1 },
	{ "PostUp = ip addr add dev %i ", take_addr, 1, ADDR_MOST },
	{ "MTU = ", take_mtu, 1, 1 },
	{ "Table = off", take_nothing, 1, 1 },
	{ "[Peer]", take_nothing, 1, 1 },
	{ "PublicKey = ", take_peer, 1, 1 },
	{ "AllowedIPs = ", take_allowed, 1, 1 },
	{ "Endpoint = ", take_endpoint, 0, 1 },
	{ "PersistentKeepalive = ", take_keepalive, 1, 1 },
};

#define FORMS (sizeof forms / sizeof *forms)

/* The present line form, and how often it has occurred. */
struct reading {
	size_t form;
	unsigned times;
};

static bool
take_line(struct tunnel *t, struct reading *r, struct slice line,
    struct why *why)
{
	for (size_t i = r->form; i < FORMS; i++) {
		const struct form *f = &forms[i];
		size_t n = strlen(f->start);
		unsigned times = i == r->form ? r->times : 0;

		if (times < f->max && line.n >= n &&
		    memcmp(line.p, f->start, n) == 0) {
			*r = (struct reading){ i, times + 1 };
			return f->take(t,
			    (struct slice){ line.p + n, line.n - n }, why);
		}
		if (times < f->min) {
			why_not(why, line.p, line.n, f->start);
			return false;
		}
	}
	why_not(why, line.p, line.n, "the end of the file");
	return false;
}

/* Are all required lines present? */
static bool
finished(const struct reading *r, struct why *why)
{
	for (size_t i = r->form; i < FORMS; i++) {
		if ((i == r->form ? r->times : 0) >= forms[i].min)
			continue;
		why_set(why, "it ends too early (expected \"%s\")",
		    forms[i].start);
		return false;
	}
	return true;
}

bool
tunnel_name(struct slice path, char name[static 16])
{
	static const char start[] = "wireguard/", end[] = ".conf";
	const size_t before = sizeof start - 1, behind = sizeof end - 1;
	struct why why;
	size_t n;

	if (path.n <= before + behind || memcmp(path.p, start, before) != 0 ||
	    memcmp(path.p + path.n - behind, end, behind) != 0)
		return false;
	n = path.n - before - behind;
	if (!ifname_check(path.p + before, n, &why))
		return false;
	memcpy(name, path.p + before, n);
	name[n] = '\0';
	return true;
}

static int
by_pair(const void *a, const void *b)
{
	return addr_pair_cmp(a, b);
}

bool
tunnel_parse(struct tunnel *t, struct slice path, struct slice text,
    struct diag *diag)
{
	char *file = mem_strndup(path.p, path.n);
	struct place place = { file, 0 };
	struct reading reading = { 0 };
	struct why why;
	bool ok = false;

	*t = (struct tunnel){ 0 };
	if (!tunnel_name(path, t->name)) {
		why_set(&why,
		    "not a tunnel's (expected "
		    "wireguard/INTERFACE.conf, at most 15 long)");
		goto out;
	}
	while (text.n > 0) {
		struct slice line = slice_cut(&text, '\n');

		place.line++;
		if (line.n > 0 && line.p[0] != '#' &&
		    !take_line(t, &reading, line, &why))
			goto out;
	}
	ok = finished(&reading, &why);
	if (ok)
		sort_all(t->addr, t->naddr, sizeof *t->addr, by_pair);
out:
	if (!ok)
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", why.text);
	free(file);
	return ok;
}

void
tunnel_free(struct tunnel *t)
{
	free(t->key_file);
	free(t->psk_file);
	free(t->key_copy);
	free(t->psk_copy);
	free(t->addr);
	free(t->allowed_ips.v);
	endpoint_free(&t->endpoint);
	sodium_memzero(t, sizeof *t);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct tunnel *)a)->name,
	    ((const struct tunnel *)b)->name);
}

static bool
is_requested(const struct frag_file *f)
{
	for (size_t i = 0; i < f->nmember; i++)
		if (slice_is(f->member[i].what, "request"))
			return true;
	return false;
}

bool
tunnels_parse(struct tunnels *ts, const struct frag_set *set, struct diag *diag)
{
	bool ok = true;

	*ts = (struct tunnels){ 0 };
	if (set == NULL || set->n == 0)
		return true;
	ts->v = mem_zalloc(set->n * sizeof *ts->v);
	for (size_t i = 0; i < set->n; i++) {
		const struct frag_file *f = &set->file[i];

		if (f->copy.n > 0)
			continue;
		ok &= tunnel_parse(&ts->v[ts->n], f->path, f->body, diag);
		ts->v[ts->n++].requested = is_requested(f);
	}
	tunnels_sort(ts);
	return ok;
}

void
tunnels_sort(struct tunnels *ts)
{
	sort_all(ts->v, ts->n, sizeof *ts->v, by_name);
}

const struct tunnel *
tunnels_find(const struct tunnels *ts, const char *name)
{
	struct tunnel key = { 0 };

	memccpy(key.name, name, '\0', sizeof key.name - 1);
	return sort_find(ts->v, ts->n, sizeof *ts->v, &key, by_name);
}

void
tunnels_free(struct tunnels *ts)
{
	for (size_t i = 0; i < ts->n; i++)
		tunnel_free(&ts->v[i]);
	free(ts->v);
	*ts = (struct tunnels){ 0 };
}

int
addr_pair_cmp(const struct addr_pair *a, const struct addr_pair *b)
{
	int c = addr_cmp(&a->local, &b->local);

	return c != 0 ? c : addr_cmp(&a->peer, &b->peer);
}
