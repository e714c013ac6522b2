/* The other side of a peer's session.  It is rendered like any router, from
 * our input with both sides swapped. */
#include "bird-render/remote-peer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bird-render/part-filters.h"
#include "bird-render/part-peers.h"
#include "bird-render/part-router.h"

/* The registry's route objects say what the other side announces. */
static bool
routes_ready(const struct input *in, const struct peer *p, struct diag *diag)
{
	static const struct place place = { "-", 0 };
	size_t n;

	if (in->site->registry.kind == REGISTRY_NONE)
		return true;
	if (!in->own.has_routes) {
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "no route or route6 "
		    "record, so that what AS%" PRIu32 " announces is not "
		    "known (did registry-parse leave them out with -t?)",
		    p->asn);
		return false;
	}
	if (input_routes(in, p->asn, &n) == NULL || n == 0)
		diag_say(diag, DIAG_WARNING, &p->place, p->name,
		    "no route "
		    "object of AS%" PRIu32 ": its side announces nothing",
		    p->asn);
	return true;
}

bool
remote_peer_ready(const struct input *in, const struct peer *p,
    struct diag *diag)
{
	if (peer_given(p, PEER_LINK_LOCAL) &&
	    !peer_given(p, PEER_LOCAL_LINK_LOCAL)) {
		diag_say(diag, DIAG_ERROR, &p->place, p->name,
		    "local-link-local: missing (expected it, as it is the "
		    "other side's neighbour)");
		return false;
	}
	return routes_ready(in, p, diag);
}

/* The prefixes of the registry's route objects with that origin. */
static struct prefix_list
prefixes_of(const struct input *in, uint32_t asn)
{
	size_t n;
	const struct route *r = input_routes(in, asn, &n);
	struct prefix_list list = { mem_alloc(n * sizeof *list.v), n };

	for (size_t i = 0; i < n; i++)
		list.v[i] = r[i].prefix;
	return list;
}

struct addr
remote_router_id(const struct prefix_list *own, uint32_t asn)
{
	struct addr a = { .family = 4 };

	for (size_t i = 0; i < own->n; i++) {
		/* A single address may be an anycast one, which others have
		 * as well. */
		if (own->v[i].addr.family != 4 || own->v[i].len == 32)
			continue;
		a = own->v[i].addr;
		a.bytes[3] |= 1;
		return a;
	}
	for (unsigned i = 0; i < 4; i++)
		a.bytes[i] = (uint8_t)(asn >> (24 - 8 * i));
	return a;
}

static void
swap(struct addr *a, struct addr *b)
{
	struct addr t = *a;

	*a = *b;
	*b = t;
}

/* Returns P as the other side sees it.  NAME, PROTOCOL and INTERFACE are its
 * storage. */
static struct peer
mirror(const struct peer *p, const struct input *in, char name[static 16],
    char protocol[static 24], char interface[static 16])
{
	struct peer m = *p;
	uint32_t asn = in->site->network.asn;

	snprintf(name, 16, "as%" PRIu32, asn);
	snprintf(protocol, 24, "ebgp_as%" PRIu32 "_v6", asn);
	snprintf(interface, 16, "wg-as%" PRIu32, asn);
	m.asn = asn;
	m.name = name;
	m.protocol = protocol;
	m.interface = interface;
	m.description = NULL;
	m.shutdown = m.drain = false;
	swap(&m.link_local, &m.local_link_local);
	swap(&m.ipv4.local, &m.ipv4.peer);
	swap(&m.ipv6.local, &m.ipv6.peer);
	m.line[PEER_LATENCY] = m.line[PEER_BANDWIDTH] = 0;
	m.line[PEER_CRYPTO] = m.line[PEER_PASSWORD_FILE] = 0;
	m.line[PEER_LINK_TYPE] = m.line[PEER_LOSS] = 0;
	return m;
}

void
remote_peer_text(FILE *f, const struct input *in, const struct peer *p)
{
	char name[16], protocol[24], interface[16];
	struct site site = {
		.network = { .asn = p->asn,
		    .prefixes = prefixes_of(in, p->asn) },
		.registry = { .kind = in->site->registry.kind },
		.peering = { .enforce_first_as = true,
		    .import_table = true,
		    .source_address = true },
	};
	struct site_router router = { .router_id = remote_router_id(
					  &site.network.prefixes, p->asn) };
	struct peer peer = mirror(p, in, name, protocol, interface);
	struct input theirs = *in;

	theirs.site = &site;
	theirs.router = &router;
	theirs.peers = (struct peers){ &peer, 1, 1 };
	theirs.nneighbors = 0;
	fprintf(f,
	    "# AS%" PRIu32 ": your side of the session with AS%" PRIu32 ".\n"
	    "# A whole bird.conf.  Choose your own router id; origins are "
	    "not checked until\n"
	    "# you add ROA tables.\n"
	    "\n",
	    p->asn, in->site->network.asn);
	if (peer_given(p, PEER_PASSWORD_FILE))
		fprintf(f,
		    "# The session has a password: ask for it, and add "
		    "it to the protocol below.\n"
		    "\n");
	router_core(f, &theirs);
	putc('\n', f);
	filters_text(f, &theirs);
	putc('\n', f);
	peers_text(f, &theirs);
	free(site.network.prefixes.v);
}
