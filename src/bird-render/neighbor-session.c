/* A session of the site file: its options for bgp-session.h. */
#include "bird-render/neighbor-session.h"

#include "bird-render/neighbor-net.h"
#include "bird-render/part-roa.h"

static void
because_next_hop(FILE *f, const struct bgp_session *s, const struct neighbor *n)
{
	const bool six = n->address.family == 4;
	const unsigned key = six ? NEIGHBOR_LOCAL_IPV6 : NEIGHBOR_LOCAL_IPV4;

	if (neighbor_given(n, key))
		because_neighbor(f, s->explain, n, key);
	else
		because_router(f, s->explain, s->router, six ? "ipv6" : "ipv4");
}

static void
mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	/* The key that decides an option; 0: none. */
	static const unsigned keys[BGP_OPTIONS + 1] = {
		[BGP_PROTOCOL] = NEIGHBOR_PROTOCOL,
		[BGP_DISABLED] = NEIGHBOR_SHUTDOWN,
		[BGP_SOURCE] = NEIGHBOR_LOCAL,
		[BGP_MULTIHOP] = NEIGHBOR_MULTIHOP,
		[BGP_ENFORCE_FIRST_AS] = NEIGHBOR_TYPE,
		[BGP_ROLE] = NEIGHBOR_ROLE,
		[BGP_PASSWORD] = NEIGHBOR_PASSWORD_FILE,
		[BGP_TTL_SECURITY] = NEIGHBOR_TTL_SECURITY,
		[BGP_GRACEFUL_RESTART] = NEIGHBOR_GRACEFUL_RESTART,
		[BGP_BFD] = NEIGHBOR_BFD,
		[BGP_CHANNELS] = NEIGHBOR_FAMILIES,
		[BGP_EXTENDED_NEXT_HOP] = NEIGHBOR_EXTENDED_NEXT_HOP,
		[BGP_NEXT_HOP_SELF] = NEIGHBOR_TYPE,
		[BGP_RR_CLIENT] = NEIGHBOR_RR_CLIENT,
		[BGP_ADD_PATHS] = NEIGHBOR_ADD_PATHS,
		[BGP_RECEIVE_LIMIT] = NEIGHBOR_RECEIVE_LIMIT,
		[BGP_IMPORT_LIMIT] = NEIGHBOR_IMPORT_LIMIT,
		[BGP_EXPORT_LIMIT] = NEIGHBOR_EXPORT_LIMIT,
	};
	const struct neighbor_session *session = s->context;
	const struct neighbor *n = session->neighbor;

	if (keys[option] != 0)
		because_neighbor(f, s->explain, n, keys[option]);
	switch (option) {
	case BGP_NEIGHBOR:
		because_neighbor(f, s->explain, n, NEIGHBOR_ADDRESS);
		because_neighbor(f, s->explain, n, NEIGHBOR_ASN);
		break;
	case BGP_IMPORT_TABLE:
		roa_because(f, session->in);
		break;
	case BGP_NEXT_HOP_ADDRESS:
		because_next_hop(f, s, n);
		break;
	case BGP_IMPORT:
		if (n->type == TYPE_COLLECTOR)
			because_neighbor(f, s->explain, n, NEIGHBOR_TYPE);
		else if (n->import == IMPORT_NONE)
			because_neighbor(f, s->explain, n, NEIGHBOR_IMPORT);
		break;
	case BGP_RECEIVE_LIMIT:
	case BGP_IMPORT_LIMIT:
	case BGP_EXPORT_LIMIT:
		because_neighbor(f, s->explain, n, NEIGHBOR_ACTION);
		break;
	default:
		break;
	}
}

/*
 * The next hop for the family that the session's addresses do not have.
 * Without it BIRD would announce nothing, or an address that the neighbour
 * cannot use.
 */
static const struct addr *
next_hop(const struct neighbor *n, const struct site_router *router,
    unsigned family)
{
	const unsigned key = family == 6 ? NEIGHBOR_LOCAL_IPV6 :
					   NEIGHBOR_LOCAL_IPV4;

	if (family == n->address.family)
		return NULL;
	if (neighbor_given(n, key))
		return family == 6 ? &n->local_ipv6 : &n->local_ipv4;
	/* If the router has no address of the family, leave the next hop to
	 * BIRD or, with --remote, to the other operator. */
	if (n->extended_next_hop ||
	    router->line[family == 6 ? ROUTER_IPV6 : ROUTER_IPV4] == 0)
		return NULL;
	return family == 6 ? &router->ipv6 : &router->ipv4;
}

/* For a full table, an import table costs as much memory as the routes. */
static bool
has_import_table(const struct neighbor_session *s)
{
	const struct neighbor *n = s->neighbor;

	return neighbor_imports(n) && n->import == IMPORT_ALL &&
	    n->type != TYPE_IBGP && roa_checked(s->in->site);
}

/* A collector gets all paths and sends no routes that we accept. */
static struct bgp_channel
channel(struct neighbor_session *s, unsigned family)
{
	const struct neighbor *n = s->neighbor;
	const bool imports = neighbor_imports(n), six = family == 6;
	char symbol[NEIGHBOR_SYMBOL];
	char *import = s->import[six], *export = s->export[six];
	bool assumed;
	const uint32_t limit = neighbor_limit(s->in, n, family, &assumed);

	neighbor_symbol(symbol, n);
	snprintf(import, FILTER_NAME, "bf_in%u_%s", family, symbol);
	snprintf(export, FILTER_NAME, "bf_out%u_%s", family, symbol);
	return (struct bgp_channel){
		.carried = neighbor_carries(n, family),
		.extended_next_hop = n->extended_next_hop &&
		    family != n->address.family,
		.add_paths = n->type == TYPE_COLLECTOR && n->add_paths,
		.next_hop_self = n->type == TYPE_IBGP,
		.next_hop_ebgp = n->type == TYPE_IBGP,
		.next_hop = next_hop(n, s->in->router, family),
		/* The import table lets BIRD judge a route again when a ROA
		 * changes. */
		.import_table = has_import_table(s),
		.receive_limit = imports ? n->receive_limit.routes[six] : 0,
		.import_limit = imports ? limit : 0,
		.export_limit = n->export_limit.routes[six],
		.action = neighbor_action(n),
		.import_action = (n->limit_assumed || assumed) &&
			!neighbor_given(n, NEIGHBOR_ACTION) ?
		    "warn" :
		    NULL,
		.import = imports ? import : NULL,
		.export = export,
	};
}

void
neighbor_session(struct neighbor_session *s, const struct neighbor *n,
    const struct input *in)
{
	s->neighbor = n;
	s->in = in;
	s->bgp = (struct bgp_session){
		.kind = &bgp_neighbor,
		.explain = in->explain,
		.router = in->router,
		.mark = mark,
		.context = s,
		.name = n->protocol,
		.neighbor = n->address,
		.interface = addr_is_link_local(&n->address) ? n->interface :
							       NULL,
		.asn = n->asn,
		.local_asn = in->site->network.asn,
		.local = n->local,
		.has_local = neighbor_given(n, NEIGHBOR_LOCAL),
		.multihop = n->multihop,
		.direct = n->type == TYPE_IBGP,
		.ttl_security = n->ttl_security,
		.graceful_restart = n->graceful_restart,
		.role = n->role != ROLE_NONE ? neighbor_role(n) : NULL,
		.enforce_first_as = n->type != TYPE_ROUTE_SERVER &&
		    n->type != TYPE_IBGP,
		.rr_client = n->rr_client,
		.password_file = n->password_file,
		.password_name = n->protocol,
		.bfd = n->bfd,
		.disabled = n->shutdown,
		.channel = { channel(s, 4), channel(s, 6) },
	};
}
