/*
 * The filters of a session, by its type.  They are calls of the policy's
 * functions; what is particular to the session stands between them.
 */
#include "bird-render/neighbor-filter.h"

#include <inttypes.h>

#include "bird-render/internet-bogons.h"
#include "bird-render/internet-policy.h"
#include "bird-render/neighbor-permit.h"
#include "bird-render/router.h"

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

static const char *
default_of(unsigned family)
{
	return family == 4 ? "0.0.0.0/0" : "::/0";
}

static void
because_drain(FILE *f, const struct input *in, const struct neighbor *n)
{
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	else
		because_neighbor(f, in->explain, n, NEIGHBOR_DRAIN);
}

/* What the route is worth and where it came from; then it is in. */
static void
learned(FILE *f, const struct neighbor_filter *s, const struct input *in,
    const char *indent)
{
	because_neighbor(f, in->explain, s->neighbor, NEIGHBOR_LOCAL_PREF);
	fprintf(f, "%s\tbgp_local_pref = %" PRIu32 ";\n"
	    "%s\tbf_graceful();\n", indent, s->neighbor->local_pref, indent);
	if (s->drain) {
		because_drain(f, in, s->neighbor);
		fprintf(f, "%s\tbgp_local_pref = 0;\n", indent);
	}
	because_neighbor(f, in->explain, s->neighbor, NEIGHBOR_TYPE);
	fprintf(f, "%s\tbgp_large_community.add((%" PRIu32 ", %u, %u));\n"
	    "%s\taccept;\n", indent, in->site->network.asn, POLICY_RELATION,
	    relation(s->neighbor), indent);
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

/*
 * Nobody passes on what a transit-free network sent them; that is only
 * asked where the neighbour is none itself.
 */
static bool
has_transit_rule(const struct neighbor *n)
{
	return n->type != TYPE_UPSTREAM && !asn_transit_free(n->asn);
}

/* A customer's request to drop what goes to one of its hosts (RFC 7999). */
static void
blackhole(FILE *f, const struct neighbor_filter *s, const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	char symbol[NEIGHBOR_SYMBOL];

	because_neighbor(f, in->explain, n, NEIGHBOR_BLACKHOLE);
	fprintf(f, "\tif (65535, 666) ~ bgp_community && net ~ BF_HOSTS%u_%s "
	    "then {\n"
	    "\t\tbgp_large_community.delete([(%" PRIu32 ", *, *)]);\n"
	    "\t\tif net ~ BF_OWN%u then reject;\n"
	    "\t\tbf_network%u();\n"
	    "\t\tbf_path();\n", s->family, neighbor_symbol(symbol, n),
	    in->site->network.asn, s->family, s->family);
	if (has_transit_rule(n))
		fputs("\t\tbf_no_transit();\n", f);
	origins(f, n, in, "\t");
	fputs("\t\tdest = RTD_BLACKHOLE;\n", f);
	learned(f, s, in, "\t");
	fputs("\t}\n", f);
}

/* Third-party next hops: a peer's routes go to the peer. */
static bool
has_next_hop_rule(const struct neighbor *n)
{
	return n->type == TYPE_PEER && !neighbor_given(n, NEIGHBOR_MULTIHOP)
	    && !addr_is_link_local(&n->address);
}

static void
import_filter(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	char symbol[NEIGHBOR_SYMBOL];

	fprintf(f, "\nfilter %s\n{\n", s->import);
	if (n->type == TYPE_DOWNSTREAM && n->blackhole)
		blackhole(f, s, in);
	fputs("\tbf_clean();\n", f);
	if (n->type == TYPE_UPSTREAM && n->default_route) {
		because_neighbor(f, in->explain, n, NEIGHBOR_DEFAULT_ROUTE);
		fprintf(f, "\tif net = %s then bf_path();\n"
		    "\telse bf_import%u();\n", default_of(s->family),
		    s->family);
	} else {
		fprintf(f, "\tbf_import%u();\n", s->family);
	}
	if (has_transit_rule(n)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fputs("\tbf_no_transit();\n", f);
	}
	if (has_next_hop_rule(n)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fputs("\tif bgp_next_hop != from then reject;\n", f);
	}
	if (neighbor_listed(n)) {
		permit_because(f, in, n);
		fprintf(f, "\tif net !~ BF_PREFIXES%u_%s then reject;\n",
		    s->family, neighbor_symbol(symbol, n));
		origins(f, n, in, "");
	}
	learned(f, s, in, "");
	fputs("}\n", f);
}

/* Where it is asked for, a granted blackhole goes on as a host route. */
static void
what_goes_out(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	const unsigned family = s->family;

	if (n->type != TYPE_DOWNSTREAM) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fprintf(f, "\tbf_export%u();\n", family);
		because_neighbor(f, in->explain, n, NEIGHBOR_BLACKHOLE);
		if (n->blackhole)
			fprintf(f, "\tif (65535, 666) !~ bgp_community then "
			    "bf_length%u();\n", family);
		else
			fprintf(f, "\tbf_length%u();\n", family);
	} else if (n->default_route) {
		because_neighbor(f, in->explain, n, NEIGHBOR_DEFAULT_ROUTE);
		fprintf(f, "\tif net != %s then {\n"
		    "\t\tbf_full%u();\n"
		    "\t\tbf_length%u();\n"
		    "\t}\n", default_of(family), family, family);
	} else {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fprintf(f, "\tbf_full%u();\n"
		    "\tbf_length%u();\n", family, family);
	}
}

static void
export_filter(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	const struct neighbor *n = s->neighbor;

	fprintf(f, "\nfilter %s\n{\n", s->export);
	what_goes_out(f, s, in);
	fputs("\tbf_strip();\n", f);
	for (uint32_t i = 0; i < n->prepend; i++) {
		because_neighbor(f, in->explain, n, NEIGHBOR_PREPEND);
		fputs("\tbgp_path.prepend(BF_ASN);\n", f);
	}
	if (neighbor_given(n, NEIGHBOR_MED)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_MED);
		fprintf(f, "\tbgp_med = %" PRIu32 ";\n", n->med);
	}
	if (s->drain) {
		because_drain(f, in, n);
		fputs("\tbgp_community.add((65535, 0));\n", f);
	}
	fputs("\taccept;\n}\n", f);
}

/* A collector sees all that BGP brought and all that we announce. */
static void
collector_filter(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	fprintf(f, "\nfilter %s\n{\n"
	    "\tif source = RTS_BGP then accept;\n", s->export);
	router_only_announced(f, in, s->family);
	fprintf(f, "\t%s%u();\n"
	    "\taccept;\n"
	    "}\n", in->site->registry.kind == REGISTRY_DN42 ?
	    "bf_network" : "bf_length", s->family);
}

void
neighbor_filter_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	if (s->neighbor->type == TYPE_COLLECTOR) {
		collector_filter(f, s, in);
		return;
	}
	import_filter(f, s, in);
	export_filter(f, s, in);
}
