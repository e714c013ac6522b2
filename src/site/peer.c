/* A peer: read from YAML or a record, written, and found. */
#include "site/peer.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/print.h"
#include "base/sort.h"

static const char *const families[] = { "mp", "separate", "ipv4", "ipv6",
	NULL };
static const char *const psks[] = { "no", "yes", NULL };
static const char *const tunnels[] = { "wireguard", "none", NULL };

#define AT(member) offsetof(struct peer, member)

static const struct key keys[] = {
	[PEER_NAME] = { "name", VALUE_NAME, AT(name) },
	[PEER_ASN] = { "asn", VALUE_ASN, AT(asn), .required = true,
	    .flags = PEER_IN_REQUEST },
	[PEER_ROUTER] = { "router", VALUE_NAME, AT(router),
	    .flags = PEER_IN_REQUEST },
	[PEER_MNTNER] = { "mntner", VALUE_TEXT, AT(mntner),
	    .flags = PEER_IN_REQUEST },
	[PEER_PUBLIC_KEY] = { "public-key", VALUE_WGKEY, AT(public_key),
	    .flags = PEER_IN_REQUEST | PEER_OF_TUNNEL },
	[PEER_ENDPOINT] = { "endpoint", VALUE_ENDPOINT, AT(endpoint),
	    .flags = PEER_IN_REQUEST | PEER_OF_TUNNEL },
	[PEER_ID] = { "id", VALUE_NUMBER, AT(id), NULL, 1, 65535,
	    .flags = PEER_IN_REQUEST },
	[PEER_LINK_LOCAL] = { "link-local", VALUE_ADDR, AT(link_local),
	    .min = 6, .flags = PEER_IN_REQUEST },
	[PEER_LOCAL_LINK_LOCAL] = { "local-link-local", VALUE_ADDR,
	    AT(local_link_local), .min = 6 },
	[PEER_LISTEN_PORT] = { "listen-port", VALUE_NUMBER, AT(listen_port),
	    NULL, 1, 65535 },
	[PEER_IPV4] = { "ipv4", VALUE_PAIR, AT(ipv4), .min = 4 },
	[PEER_IPV6] = { "ipv6", VALUE_PAIR, AT(ipv6), .min = 6 },
	[PEER_FAMILIES] = { "families", VALUE_WORD, AT(families), "mp",
	    .words = families, .flags = PEER_IN_REQUEST },
	[PEER_TUNNEL] = { "tunnel", VALUE_WORD, AT(tunnel), "wireguard",
	    .words = tunnels },
	[PEER_INTERFACE] = { "interface", VALUE_IFNAME, AT(interface) },
	[PEER_PROTOCOL] = { "protocol", VALUE_SYMBOL, AT(protocol) },
	[PEER_LATENCY] = { "latency", VALUE_LATENCY, AT(latency),
	    .flags = PEER_OF_SESSION },
	[PEER_BANDWIDTH] = { "bandwidth", VALUE_NUMBER, AT(bandwidth), NULL, 21,
	    29, .flags = PEER_OF_SESSION },
	[PEER_CRYPTO] = { "crypto", VALUE_NUMBER, AT(crypto), NULL, 31, 36,
	    .flags = PEER_OF_SESSION },
	[PEER_LINK_TYPE] = { "link-type", VALUE_NUMBER, AT(link_type), NULL, 81,
	    89, .flags = PEER_OF_SESSION },
	[PEER_LOSS] = { "loss", VALUE_NUMBER, AT(loss), NULL, 91, 94,
	    .flags = PEER_OF_SESSION },
	[PEER_MTU] = { "mtu", VALUE_NUMBER, AT(mtu), "1420", 1280, 9216,
	    .flags = PEER_IN_REQUEST | PEER_OF_TUNNEL },
	[PEER_PSK_FILE] = { "psk-file", VALUE_PATH, AT(psk_file),
	    .flags = PEER_OF_TUNNEL },
	[PEER_PASSWORD_FILE] = { "password-file", VALUE_PATH, AT(password_file),
	    .flags = PEER_OF_SESSION },
	[PEER_IMPORT_LIMIT] = { "import-limit", VALUE_NUMBER, AT(import_limit),
	    NULL, 1, 10000000, .flags = PEER_OF_SESSION },
	[PEER_BFD] = { "bfd", VALUE_BOOL, AT(bfd), "false",
	    .flags = PEER_OF_SESSION },
	[PEER_DRAIN] = { "drain", VALUE_BOOL, AT(drain), "false",
	    .flags = PEER_OF_SESSION },
	[PEER_SHUTDOWN] = { "shutdown", VALUE_BOOL, AT(shutdown), "false",
	    .flags = PEER_OF_SESSION },
	[PEER_DESCRIPTION] = { "description", VALUE_TEXT, AT(description),
	    .flags = PEER_IN_REQUEST },
	[PEER_PSK] = { "psk", VALUE_WORD, AT(psk), .words = psks,
	    .flags = PEER_IN_REQUEST | PEER_OF_TUNNEL },
	[PEER_REQUESTED] = { "requested", VALUE_BOOL, AT(requested) },
};

const struct schema peer_schema = { "a peer", keys, PEER_KEYS, AT(line) };

bool
peer_given(const struct peer *p, unsigned key)
{
	return p->line[key] != 0;
}

void
peer_mark(struct peer *p, unsigned key)
{
	if (p->line[key] == 0)
		p->line[key] = p->place.line > 0 && p->place.line < UINT_MAX ?
		    (unsigned)p->place.line :
		    1;
}

bool
peer_lacks(const struct peer *p, unsigned key)
{
	const bool tunnel = p->tunnel == TUNNEL_WIREGUARD;
	const bool link_local = peer_given(p, PEER_LINK_LOCAL);
	const bool v4 = peer_given(p, PEER_IPV4);
	const bool v6 = link_local || peer_given(p, PEER_IPV6);

	if (peer_given(p, key))
		return false;
	switch (key) {
	case PEER_NAME:
	case PEER_ROUTER:
	case PEER_PROTOCOL:
	case PEER_IMPORT_LIMIT:
		return true;
	case PEER_PUBLIC_KEY:
	case PEER_LISTEN_PORT:
		return tunnel;
	case PEER_INTERFACE:
		/* A link-local neighbour needs an interface as its scope. */
		return tunnel || link_local ||
		    (v6 && addr_is_link_local(&p->ipv6.peer));
	case PEER_LINK_LOCAL:
		return !v6 && !(v4 && p->families == FAMILIES_IPV4);
	case PEER_LOCAL_LINK_LOCAL:
		return tunnel && link_local;
	case PEER_IPV4:
		return p->families == FAMILIES_SEPARATE;
	default:
		return false;
	}
}

size_t
peer_protocols(const struct peer *p,
    char name[static PEER_PROTOCOLS][PEER_PROTOCOL_TEXT])
{
	size_t n = strlen(p->protocol);
	size_t stem = n > 3 && strcmp(p->protocol + n - 3, "_v6") == 0 ? n - 3 :
									 n;
	size_t count = 0;

	if (p->families != FAMILIES_IPV4 || !peer_given(p, PEER_IPV4))
		print_text(name[count++], PEER_PROTOCOL_TEXT, "%s",
		    p->protocol);
	if (p->families == FAMILIES_SEPARATE || count == 0)
		snprintf(name[count++], PEER_PROTOCOL_TEXT, "%.*s_v4",
		    (int)stem, p->protocol);
	return count;
}

bool
peer_from_yaml(struct peer *p, const struct ynode *map, const char *file,
    struct diag *diag)
{
	p->place = (struct place){ file, map->line };
	return schema_read(&peer_schema, map, p, file, DIAG_REFUSED, diag);
}

/* Reads a field of a record into P. */
static bool
take(struct peer *p, const struct key *key, struct slice value, bool read,
    const struct place *place, enum diag_level level, struct diag *diag)
{
	struct why why;

	if (peer_given(p, (unsigned)(key - keys))) {
		diag_say(diag, level, place, key->name,
		    "there twice (expected once)");
		return false;
	}
	if (read && !value_parse(key, value.p, value.n, p, &why)) {
		diag_say(diag, level, place, key->name, "%s", why.text);
		return false;
	}
	peer_mark(p, (unsigned)(key - keys));
	return true;
}

static bool
from_record(struct peer *p, const struct record *r, const struct place *place,
    unsigned flags, unsigned unread, enum diag_level level, struct diag *diag)
{
	size_t row = PEER_NAME;
	bool ok;

	p->place = *place;
	ok = take(p, &keys[PEER_NAME], r->key, true, place, level, diag);
	for (size_t i = 0; i < r->n; i++) {
		const struct key *key = schema_find_from(&peer_schema, row + 1,
		    r->name[i].p, r->name[i].n);

		if (key == NULL || key == &keys[PEER_NAME] ||
		    (key->flags & flags) != flags) {
			diag_say(diag, level, place, NULL,
			    "%.*s: not a field of a %.*s record",
			    (int)r->name[i].n, r->name[i].p, (int)r->class.n,
			    r->class.p);
			ok = false;
			continue;
		}
		row = (size_t)(key - keys);
		ok &= take(p, key, r->value[i], (key->flags & unread) == 0,
		    place, level, diag);
	}
	if (record_get(r, keys[PEER_ASN].name) == NULL) {
		diag_say(diag, level, place, "asn", "missing");
		ok = false;
	}
	schema_defaults(&peer_schema, p);
	return ok;
}

bool
peer_from_record(struct peer *p, const struct record *r,
    const struct place *place, unsigned flags, enum diag_level level,
    struct diag *diag)
{
	return from_record(p, r, place, flags, 0, level, diag);
}

void
peer_to_record(const struct peer *p, struct buf *line)
{
	struct buf value = { 0 };

	record_start(line, "peer", 4, p->name, strlen(p->name));
	for (unsigned i = 0; i < PEER_KEYS; i++) {
		if (i == PEER_NAME ||
		    (!peer_given(p, i) && keys[i].fallback == NULL))
			continue;
		value.len = 0;
		value_print(&keys[i], p, &value);
		record_field(line, keys[i].name, strlen(keys[i].name),
		    value.data, value.len);
	}
	record_finish(line);
	buf_free(&value);
}

void
peer_free(struct peer *p)
{
	schema_free(&peer_schema, p);
}

int
peer_cmp(const struct peer *a, const struct peer *b)
{
	if (a->asn != b->asn)
		return a->asn < b->asn ? -1 : 1;
	return strcmp(a->name, b->name);
}

static int
by_asn_and_name(const void *a, const void *b)
{
	return peer_cmp(a, b);
}

struct peer *
peers_add(struct peers *peers)
{
	peers->v = mem_grow(peers->v, peers->n, &peers->cap, sizeof *peers->v);
	memset(&peers->v[peers->n], 0, sizeof *peers->v);
	return &peers->v[peers->n++];
}

/* Reports each missing key that P needs. */
static bool
whole(const struct peer *p, const struct place *place, struct diag *diag)
{
	bool ok = true;

	for (unsigned i = 0; i < PEER_KEYS; i++) {
		if (p->line[i] != 0 || !peer_lacks(p, i))
			continue;
		diag_say(diag, DIAG_ERROR, place, keys[i].name,
		    "missing (expected what peer-validate writes)");
		ok = false;
	}
	return ok;
}

bool
peers_take(struct peers *peers, const struct record *r, const char *router,
    const struct place *place, struct diag *diag)
{
	const struct slice *of = record_get(r, "router");
	struct peer *p;

	if (of == NULL) {
		diag_say(diag, DIAG_ERROR, place, "router", "missing");
		return false;
	}
	if (!slice_is(*of, router))
		return true;
	p = peers_add(peers);
	if (from_record(p, r, place, 0, peers->unread, DIAG_ERROR, diag) &&
	    whole(p, place, diag))
		return true;
	peer_free(p);
	peers->n--;
	return false;
}

const struct peer *
peers_find(const struct peers *peers, const char *name)
{
	for (size_t i = 0; i < peers->n; i++)
		if (strcmp(peers->v[i].name, name) == 0)
			return &peers->v[i];
	return NULL;
}

bool
peers_sort(struct peers *peers, struct diag *diag)
{
	bool ok = true;

	sort_all(peers->v, peers->n, sizeof *peers->v, by_asn_and_name);
	for (size_t i = 1; i < peers->n; i++) {
		const struct peer *p = &peers->v[i];

		if (peer_cmp(p - 1, p) != 0)
			continue;
		diag_say(diag, DIAG_ERROR, &p->place, p->name,
		    "two peer records of this name (expected one)");
		ok = false;
	}
	return ok;
}

void
peers_free(struct peers *peers)
{
	for (size_t i = 0; i < peers->n; i++)
		peer_free(&peers->v[i]);
	free(peers->v);
	*peers = (struct peers){ 0 };
}
