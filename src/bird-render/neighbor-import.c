/* The import filter of a session: which routes it accepts, with which
 * preference. */
#include "bird-render/neighbor-import.h"

#include <inttypes.h>

#include "bird-render/internet-bogons.h"
#include "bird-render/internet-policy.h"
#include "bird-render/neighbor-permit.h"
#include "bird-render/part-roa.h"

static unsigned
relation(const struct neighbor *n)
{
	switch (n->type) {
	case TYPE_UPSTREAM:
		return RELATION_TRANSIT;
	case TYPE_DOWNSTREAM:
		return RELATION_CUSTOMER;
	default:
		return RELATION_PEER;
	}
}

/* The operator's preferences; the last match decides.  They come first, while
 * the route still has the communities that the neighbour sent: a customer asks
 * for a preference with a large community of ours. */
static void
preferences(FILE *f, const struct neighbor *n, const struct input *in)
{
	char text[COMMUNITY_TEXT];

	because_neighbor(f, in->explain, n, NEIGHBOR_LOCAL_PREF);
	fprintf(f, "\tbgp_local_pref = %" PRIu32 ";\n", n->local_pref);

	for (size_t i = 0; i < n->prefer.n; i++) {
		const struct prefer *p = &n->prefer.v[i];

		because_line(f, in->explain, p->line[PREFER_LOCAL_PREF],
		    "sessions %s prefer", n->name);
		if (p->line[PREFER_ASN] != 0)
			fprintf(f,
			    "\tif bgp_path ~ [= * %" PRIu32 " * =] "
			    "then",
			    p->asn);
		else
			fprintf(f, "\tif %s ~ %s then",
			    community_print_bird(text, &p->community),
			    community_attribute(&p->community));
		fprintf(f, " bgp_local_pref = %" PRIu32 ";\n", p->local_pref);
	}
}

/* Sets the relation, and then accepts the route. */
static void
learned(FILE *f, const struct neighbor_filter *s, const struct input *in,
    const char *indent)
{
	fprintf(f, "%s\tbf_graceful();\n", indent);
	if (s->drain) {
		neighbor_filter_because_drain(f, in, s->neighbor);
		fprintf(f, "%s\tbgp_local_pref = 0;\n", indent);
	}
	because_neighbor(f, in->explain, s->neighbor, NEIGHBOR_TYPE);
	fprintf(f, "%s\tbgp_large_community.add((%" PRIu32 ", %u, %u));\n",
	    indent, in->site->network.asn, POLICY_RELATION,
	    relation(s->neighbor));
	neighbor_filter_hook(f, s->neighbor, in, NEIGHBOR_IMPORT_HOOK, indent);
	fprintf(f, "%s\taccept;\n", indent);
}

static void
origins(FILE *f, const struct neighbor *n, const struct input *in,
    const char *indent)
{
	char symbol[NEIGHBOR_SYMBOL];

	permit_because(f, in, n);
	fprintf(f, "%s\tif bgp_path.last !~ BF_ORIGINS_%s then reject;\n",
	    indent, neighbor_symbol(symbol, n));
}

/* A neighbour must not pass on routes from a transit-free network.  The rule
 * applies only if the neighbour is not transit-free itself. */
static bool
has_transit_rule(const struct neighbor *n, const struct input *in)
{
	return n->type != TYPE_UPSTREAM && !asn_transit_free(in->site, n->asn);
}

/* Nobody else may announce our prefixes, except parts that the operator gave
 * away. */
static void
not_ours(FILE *f, const struct neighbor_filter *s, const struct input *in,
    const char *indent)
{
	char symbol[NEIGHBOR_SYMBOL];

	if (permit_gives(in, s->neighbor)) {
		because_neighbor(f, in->explain, s->neighbor,
		    NEIGHBOR_PREFIXES);
		fprintf(f,
		    "%s\tif net ~ BF_OWN%u && net !~ BF_GIVEN%u_%s "
		    "then reject;\n",
		    indent, s->family, s->family,
		    neighbor_symbol(symbol, s->neighbor));
	} else {
		fprintf(f, "%s\tif net ~ BF_OWN%u then reject;\n", indent,
		    s->family);
	}
}

/* The checks of the path.  A neighbour may have a private AS number, but only
 * at the head of the path, not behind another number. */
static void
path(FILE *f, const struct neighbor *n, const struct input *in,
    const char *indent)
{
	if (!asn_private(n->asn)) {
		fprintf(f, "%s\tbf_path();\n", indent);
		return;
	}
	because_neighbor(f, in->explain, n, NEIGHBOR_ASN);
	fprintf(f,
	    "%s\tif bgp_path ~ [= * [0..%" PRIu32 ", %" PRIu32
	    "..4294967295] %" PRIu32 " * =] then reject;\n",
	    indent, n->asn - 1, n->asn + 1, n->asn);
	because_neighbor(f, in->explain, n, NEIGHBOR_ASN);
	fprintf(f, "%s\tbf_private_path(%" PRIu32 ");\n", indent, n->asn);
}

/* On export we remove a customer's private AS number, so others see our AS as
 * the origin: check that origin. */
static void
origin_check(FILE *f, const struct neighbor_filter *s, const struct input *in,
    const char *indent)
{
	const struct neighbor *n = s->neighbor;

	if (!roa_checked(in->site))
		return;
	if (n->type == TYPE_DOWNSTREAM && asn_private(n->asn)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_ASN);
		fprintf(f,
		    "%s\tif bgp_path.last = %" PRIu32 " then "
		    "bf_origin%u(BF_ASN);\n"
		    "%s\telse bf_origin%u(bgp_path.last);\n",
		    indent, n->asn, s->family, indent, s->family);
	} else {
		roa_because(f, in);
		fprintf(f, "%s\tbf_origin%u(bgp_path.last);\n", indent,
		    s->family);
	}
}

/* Calls bf_import4(), or its steps for a neighbour that needs other ones. */
static void
checks(FILE *f, const struct neighbor_filter *s, const struct input *in,
    const char *indent)
{
	const struct neighbor *n = s->neighbor;

	if (!asn_private(n->asn) && !permit_gives(in, n)) {
		fprintf(f, "%s\tbf_import%u();\n", indent, s->family);
		return;
	}
	not_ours(f, s, in, indent);
	fprintf(f, "%s\tbf_prefix%u();\n", indent, s->family);
	path(f, n, in, indent);
	origin_check(f, s, in, indent);
}

/* Takes our marks off a customer's route.  Other large communities of ours stay
 * for the import-hook: with them the customer asks for something.  No export
 * passes them on. */
static void
no_marks(FILE *f, const struct input *in, const char *indent)
{
	fprintf(f, "%s\tbgp_large_community.delete([(%" PRIu32 ", %u, *)]);\n",
	    indent, in->site->network.asn, POLICY_RELATION);
}

/* Grants a customer's request to drop traffic to its hosts (RFC 7999). */
static void
blackhole(FILE *f, const struct neighbor_filter *s, const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	char symbol[NEIGHBOR_SYMBOL];

	because_neighbor(f, in->explain, n, NEIGHBOR_BLACKHOLE);
	fprintf(f,
	    "\tif (65535, 666) ~ bgp_community && net ~ BF_HOSTS%u_%s "
	    "then {\n",
	    s->family, neighbor_symbol(symbol, n));
	no_marks(f, in, "\t");
	not_ours(f, s, in, "\t");
	fprintf(f, "\t\tbf_network%u();\n", s->family);
	path(f, n, in, "\t");
	if (has_transit_rule(n, in))
		fputs("\t\tbf_no_transit();\n", f);
	origins(f, n, in, "\t");
	fputs("\t\tdest = RTD_BLACKHOLE;\n", f);
	learned(f, s, in, "\t");
	fputs("\t}\n", f);
}

/* The default route, if it is imported, is not checked as a network. */
static void
default_or_checks(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	const char *route = neighbor_default_route(s->family);

	if (n->type != TYPE_UPSTREAM || !n->default_route) {
		checks(f, s, in, "");
		return;
	}
	if (n->import == IMPORT_DEFAULT) {
		because_neighbor(f, in->explain, n, NEIGHBOR_IMPORT);
		fprintf(f, "\tif net != %s then reject;\n", route);
		path(f, n, in, "");
		return;
	}
	because_neighbor(f, in->explain, n, NEIGHBOR_DEFAULT_ROUTE);
	fprintf(f, "\tif net = %s then {\n", route);
	path(f, n, in, "\t");
	fputs("\t} else {\n", f);
	checks(f, s, in, "\t");
	fputs("\t}\n", f);
}

/* Rejects third-party next hops: a peer's routes must go to the peer.  A next
 * hop of the other family cannot be compared with the peer's address. */
static bool
has_next_hop_rule(const struct neighbor *n, unsigned family)
{
	return n->type == TYPE_PEER && !neighbor_given(n, NEIGHBOR_MULTIHOP) &&
	    !addr_is_link_local(&n->address) && n->address.family == family;
}

/*
 * The way for routes of the family that the neighbour's address does not have.
 * Their next hop is an address of a neighbour several hops away, to which BIRD
 * knows no route.
 */
static void
other_gateway(FILE *f, const struct neighbor_filter *s, const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	const struct addr *via = neighbor_gateway(n, s->family);
	char text[ADDR_TEXT];

	if (via == NULL || s->family == n->address.family)
		return;
	if (addr_is_link_local(via)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_INTERFACE);
		fprintf(f, "\tifname = \"%s\";\n", n->interface);
	}
	because_neighbor(f, in->explain, n, NEIGHBOR_GATEWAY);
	fprintf(f, "\tgw = %s;\n", addr_print(text, via));
}

void
neighbor_import_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	char symbol[NEIGHBOR_SYMBOL];

	fprintf(f, "\nfilter %s\n{\n", s->import);
	preferences(f, n, in);
	if (n->type == TYPE_DOWNSTREAM && n->blackhole)
		blackhole(f, s, in);
	if (n->type == TYPE_DOWNSTREAM) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		no_marks(f, in, "");
		fputs("\tbgp_community.delete([(65535, 666)]);\n", f);
	} else {
		fputs("\tbf_clean();\n", f);
	}
	default_or_checks(f, s, in);
	if (has_transit_rule(n, in)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fputs("\tbf_no_transit();\n", f);
	}
	if (n->type == TYPE_ROUTE_SERVER &&
	    in->site->lists.never_via_route_servers.add.n > 0) {
		because_site(f, in->explain, "never-via-route-servers");
		fputs("\tif bgp_path ~ BF_NEVER_VIA_RS_ASNS then reject;\n", f);
	}
	if (has_next_hop_rule(n, s->family)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fputs("\tif bgp_next_hop != from then reject;\n", f);
	}
	if (neighbor_listed(n)) {
		permit_because(f, in, n);
		fprintf(f, "\tif net !~ BF_PREFIXES%u_%s then reject;\n",
		    s->family, neighbor_symbol(symbol, n));
		origins(f, n, in, "");
	}
	other_gateway(f, s, in);
	learned(f, s, in, "");
	fputs("}\n", f);
}
