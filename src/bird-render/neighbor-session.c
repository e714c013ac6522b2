/* A session of the site file: what it is made of. */
#include "bird-render/neighbor-session.h"

#include "bird-render/part-roa.h"

static void
mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	/* The key that decides an option; 0: none here. */
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
		[BGP_EXTENDED_NEXT_HOP] = NEIGHBOR_ADDRESS,
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
	case BGP_IMPORT:
		if (n->type == TYPE_COLLECTOR)
			because_neighbor(f, s->explain, n, NEIGHBOR_TYPE);
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

/* A collector gets all paths, and nothing is taken from it. */
static struct bgp_channel
channel(struct neighbor_session *s, unsigned family)
{
	const struct neighbor *n = s->neighbor;
	const bool collector = n->type == TYPE_COLLECTOR;
	char symbol[NEIGHBOR_SYMBOL];
	char *import = s->import[family == 6], *export = s->export[family == 6];

	neighbor_symbol(symbol, n);
	snprintf(import, FILTER_NAME, "bf_in%u_%s", family, symbol);
	snprintf(export, FILTER_NAME, "bf_out%u_%s", family, symbol);
	return (struct bgp_channel){
		.carried = neighbor_carries(n, family),
		.extended_next_hop = family == 4 && n->address.family == 6,
		.add_paths = collector && n->add_paths,
		/* So that BIRD judges a route again when a ROA changes. */
		.import_table = !collector && roa_checked(s->in->site),
		.receive_limit = collector ? 0 : n->receive_limit,
		.import_limit = collector ? 0 : n->import_limit,
		.export_limit = n->export_limit,
		.action = neighbor_action(n),
		.import = collector ? NULL : import,
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
		.kind = &bgp_neighbor, .explain = in->explain,
		.router = in->router, .mark = mark, .context = s,
		.name = n->protocol,
		.neighbor = n->address, .interface = addr_is_link_local(&n->address) ?
		    n->interface : NULL,
		.asn = n->asn, .local_asn = in->site->network.asn,
		.local = n->local,
		.has_local = neighbor_given(n, NEIGHBOR_LOCAL),
		.multihop = n->multihop,
		.ttl_security = n->ttl_security,
		.graceful_restart = n->graceful_restart,
		.role = n->role != ROLE_NONE ? neighbor_role(n) : NULL,
		.enforce_first_as = n->type != TYPE_ROUTE_SERVER,
		.password_file = n->password_file,
		.password_name = n->protocol,
		.bfd = n->bfd, .disabled = n->shutdown,
		.channel = { channel(s, 4), channel(s, 6) },
	};
}
