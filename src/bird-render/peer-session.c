/* A peer's sessions: which ones it has, and their options. */
#include "bird-render/peer-session.h"

#include "base/print.h"

static void
over_ipv6(struct bgp_session *s, const struct peer *p)
{
	if (peer_given(p, PEER_LINK_LOCAL)) {
		s->neighbor = p->link_local;
		s->local = p->local_link_local;
		s->has_local = peer_given(p, PEER_LOCAL_LINK_LOCAL);
	} else {
		s->neighbor = p->ipv6.peer;
		s->local = p->ipv6.local;
		s->has_local = true;
	}
	if (addr_is_link_local(&s->neighbor))
		s->interface = p->interface;
}

static void
over_ipv4(struct bgp_session *s, const struct peer *p)
{
	s->neighbor = p->ipv4.peer;
	s->local = p->ipv4.local;
	s->has_local = true;
	if (addr_is_link_local(&s->neighbor))
		s->interface = p->interface;
}

/* Explain mark: the fields of the marking, which choose the filters. */
static void
because_marking(FILE *f, const struct input *in, const struct peer *p)
{
	static const unsigned keys[] = { PEER_LATENCY, PEER_BANDWIDTH,
		PEER_CRYPTO, PEER_LINK_TYPE, PEER_LOSS };
	bool any = false;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!peer_given(p, keys[i]))
			continue;
		because_peer(f, in->explain, p, keys[i]);
		any = true;
	}
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	else if (p->drain)
		because_peer(f, in->explain, p, PEER_DRAIN);
	else if (!any)
		because_record(f, in->explain, p->place.line,
		    "peer %s, no latency, bandwidth or crypto", p->name);
}

/* The field that gives the session's addresses. */
static unsigned
address_key(const struct bgp_session *s, const struct peer *p)
{
	if (s->neighbor.family == 4)
		return PEER_IPV4;
	return peer_given(p, PEER_LINK_LOCAL) ? PEER_LINK_LOCAL : PEER_IPV6;
}

static void
mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	/* The peer's field that decides an option; 0: none. */
	static const unsigned keys[BGP_OPTIONS + 1] = {
		[BGP_PROTOCOL] = PEER_PROTOCOL,
		[BGP_DISABLED] = PEER_SHUTDOWN,
		[BGP_PASSWORD] = PEER_PASSWORD_FILE,
		[BGP_BFD] = PEER_BFD,
		[BGP_CHANNELS] = PEER_FAMILIES,
		[BGP_EXTENDED_NEXT_HOP] = PEER_FAMILIES,
		[BGP_IMPORT_LIMIT] = PEER_IMPORT_LIMIT,
	};
	const struct peer_sessions *all = s->context;
	const struct peer *p = all->peer;
	unsigned key = address_key(s, p);

	switch (option) {
	case BGP_NEIGHBOR:
		because_peer(f, s->explain, p, key);
		because_peer(f, s->explain, p, PEER_ASN);
		break;
	case BGP_SOURCE:
		because_peer(f, s->explain, p,
		    key == PEER_LINK_LOCAL ? PEER_LOCAL_LINK_LOCAL : key);
		break;
	case BGP_IMPORT:
	case BGP_EXPORT:
		because_marking(f, all->in, p);
		break;
	default:
		if (keys[option] != 0)
			because_peer(f, s->explain, p, keys[option]);
	}
}

static void
no_mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	(void)f;
	(void)s;
	(void)option;
}

struct bgp_session
peer_session_common(const struct input *in)
{
	return (struct bgp_session){
		.kind = in->site->peering.enforce_first_as ?
		    &bgp_peer :
		    &bgp_peer_any_first_as,
		.explain = in->explain,
		.router = in->router,
		.mark = no_mark,
		.local_asn = in->site->network.asn,
		.enforce_first_as = in->site->peering.enforce_first_as,
	};
}

static struct bgp_channel
channel(const struct peer_sessions *all, const struct bgp_session *s,
    unsigned family)
{
	return (struct bgp_channel){
		.carried = true,
		.extended_next_hop = family == 4 && s->neighbor.family == 6,
		.import_table = all->in->site->peering.import_table,
		.import_limit = all->peer->import_limit,
		.action = "block",
		.import = all->import[family == 6],
		.export = all->export[family == 6],
	};
}

static void
fill(struct peer_sessions *all, size_t i)
{
	const struct peer *p = all->peer;
	const bool v4_only = p->families == FAMILIES_IPV4;
	struct bgp_session *s = &all->v[i];

	*s = peer_session_common(all->in);
	s->mark = mark;
	s->context = all;
	s->name = all->name[i];
	s->template = "bf_peer";
	if (i == 1 || (v4_only && peer_given(p, PEER_IPV4)))
		over_ipv4(s, p);
	else
		over_ipv6(s, p);
	if (!all->in->site->peering.source_address &&
	    addr_is_link_local(&s->neighbor))
		s->has_local = false;
	s->asn = p->asn;
	if (peer_given(p, PEER_PASSWORD_FILE))
		s->password_file = p->password_file;
	s->password_name = p->protocol;
	s->bfd = p->bfd;
	s->disabled = p->shutdown;
	s->requested = p->requested;
	if (i == 1 || v4_only || p->families == FAMILIES_MP)
		s->channel[0] = channel(all, s, 4);
	if (i == 0 && !v4_only)
		s->channel[1] = channel(all, s, 6);
}

void
peer_sessions(struct peer_sessions *s, const struct peer *p,
    const struct input *in)
{
	const struct marking m = marking_of(p, in->router);
	char suffix[MARKING_TEXT];

	s->peer = p;
	s->in = in;
	s->n = peer_protocols(p, s->name);
	marking_suffix(suffix, &m);
	for (unsigned i = 0; i < 2; i++) {
		print_text(s->import[i], sizeof s->import[i], "bf_import%u%s",
		    i == 0 ? 4 : 6, suffix);
		print_text(s->export[i], sizeof s->export[i], "bf_export%u%s",
		    i == 0 ? 4 : 6, suffix);
	}
	for (size_t i = 0; i < s->n; i++)
		fill(s, i);
}
