/* The other side of a session of the site file: the whole router of a peer or
 * downstream.  Its input is our input with both sides swapped. */
#include "bird-render/remote-neighbor.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bird-render/part-filters.h"
#include "bird-render/part-router.h"
#include "bird-render/part-sessions.h"
#include "bird-render/remote-peer.h"

const struct neighbor *
remote_neighbor_find(const struct input *in, const char *name)
{
	for (size_t i = 0; i < in->nneighbors; i++)
		if (strcmp(in->neighbors[i].name, name) == 0)
			return &in->neighbors[i];
	return NULL;
}

bool
remote_neighbor_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag)
{
	struct place place = { in->site->file, n->at };

	if (n->type != TYPE_PEER && n->type != TYPE_DOWNSTREAM) {
		diag_say(diag, DIAG_ERROR, &place, n->name,
		    "type: %s has "
		    "its own configuration (expected a peer or a downstream)",
		    neighbor_type(n));
		return false;
	}
	if (neighbor_given(n, NEIGHBOR_LOCAL))
		return true;
	diag_say(diag, DIAG_ERROR, &place, n->name,
	    "local: missing "
	    "(expected it, as it is the other side's neighbour)");
	return false;
}

/* Returns the other side's prefixes: those of N's list, or else the route
 * records of its AS. */
static struct prefix_list
prefixes_of(const struct input *in, const struct neighbor *n)
{
	struct prefix_list list;
	size_t count;
	const struct route *r;

	if (n->prefixes.n > 0) {
		list = (struct prefix_list){
			mem_alloc(n->prefixes.n * sizeof *list.v), n->prefixes.n
		};
		memcpy(list.v, n->prefixes.v, list.n * sizeof *list.v);
		return list;
	}
	r = input_routes(in, n->asn, &count);
	list = (struct prefix_list){ mem_alloc(count * sizeof *list.v), count };
	for (size_t i = 0; i < count; i++)
		list.v[i] = r[i].prefix;
	return list;
}

/* Returns N as the other side sees it.  NAME and PROTOCOL are its storage. */
static struct neighbor
mirror(const struct neighbor *n, const struct input *in, char name[static 16],
    char protocol[static 24])
{
	struct neighbor m = {
		.name = name,
		.protocol = protocol,
		.type = n->type == TYPE_PEER ? TYPE_PEER : TYPE_UPSTREAM,
		.asn = in->site->network.asn,
		.address = n->local,
		.local = n->address,
		.interface = addr_is_link_local(&n->address) ? n->interface :
							       NULL,
		.multihop = n->multihop,
		.ttl_security = n->ttl_security,
		.bfd = n->bfd,
		.families = n->families,
		.extended_next_hop = n->extended_next_hop,
		.graceful_restart = n->graceful_restart,
		.role = n->role == ROLE_PROVIDER ? ROLE_CUSTOMER : n->role,
		.default_route = n->default_route,
		.blackhole = n->blackhole,
		.local_pref = n->type == TYPE_PEER ? 120 : 100,
	};

	snprintf(name, 16, "as%" PRIu32, in->site->network.asn);
	snprintf(protocol, 24, "bf_bgp_%s", name);
	m.line[NEIGHBOR_LOCAL] = n->line[NEIGHBOR_LOCAL];
	m.line[NEIGHBOR_MULTIHOP] = n->line[NEIGHBOR_MULTIHOP];
	return m;
}

static void
heading(FILE *f, const struct input *in, const struct neighbor *n,
    const struct prefix_list *own)
{
	fprintf(f,
	    "# AS%" PRIu32 ": your side of the session with AS%" PRIu32 ".\n"
	    "# A whole bird.conf.  Choose your own router id; origins are "
	    "not checked until\n"
	    "# you add ROA tables.\n",
	    n->asn, in->site->network.asn);
	if (own->n == 0)
		fputs("# Nothing is announced: no prefix of yours is known "
		      "here.\n",
		    f);
	if (n->multihop > 0)
		fputs("# The neighbour is not on your network: BIRD needs a "
		      "static route to it.\n",
		    f);
	if (addr_is_link_local(&n->address))
		fputs("# The interface is named as it is on our side.\n", f);
	if (neighbor_carries(n, n->address.family == 4 ? 6 : 4) &&
	    !n->extended_next_hop)
		fprintf(f,
		    "# Add \"next hop address\" with your address to the "
		    "channel of IPv%u.\n",
		    n->address.family == 4 ? 6 : 4);
	if (n->password_file != NULL)
		fputs("# The session has a password: ask for it, and add it "
		      "to the protocol below.\n",
		    f);
	putc('\n', f);
}

void
remote_neighbor_text(FILE *f, const struct input *in, const struct neighbor *n)
{
	char name[16], protocol[24];
	struct prefix_list own = prefixes_of(in, n);
	struct site site = {
		.network = { .asn = n->asn, .prefixes = own },
		.registry = { .kind = REGISTRY_NONE },
	};
	struct site_router router = { .name = name,
		.router_id = remote_router_id(&own, n->asn) };
	struct neighbor m = mirror(n, in, name, protocol);
	struct input theirs = { .site = &site,
		.router = &router,
		.neighbors = &m,
		.nneighbors = 1 };

	site.sessions = (struct neighbor_list){ &m, 1 };
	heading(f, in, n, &own);
	router_core(f, &theirs);
	putc('\n', f);
	filters_text(f, &theirs);
	putc('\n', f);
	sessions_text(f, &theirs);
	free(own.v);
}
