/* The export filter of a session: which routes it sends, with which
 * attributes. */
#include "bird-render/neighbor-export.h"

#include <inttypes.h>

#include "bird-render/internet-policy.h"

/* Sessions with blackhole: true also send granted blackholes, which are host
 * routes. */
static void
what_goes_out(FILE *f, const struct neighbor_filter *s, const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	const unsigned family = s->family;

	if (n->type != TYPE_DOWNSTREAM) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fprintf(f, "\tbf_export%u();\n", family);
		because_neighbor(f, in->explain, n, NEIGHBOR_BLACKHOLE);
		if (n->blackhole)
			fprintf(f,
			    "\tif (65535, 666) !~ bgp_community then "
			    "bf_length%u();\n",
			    family);
		else
			fprintf(f, "\tbf_length%u();\n", family);
	} else if (n->default_route) {
		because_neighbor(f, in->explain, n, NEIGHBOR_DEFAULT_ROUTE);
		fprintf(f,
		    "\tif net != %s then {\n"
		    "\t\tbf_full%u();\n"
		    "\t\tbf_length%u();\n"
		    "\t}\n",
		    neighbor_default_route(family), family, family);
	} else {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fprintf(f,
		    "\tbf_full%u();\n"
		    "\tbf_length%u();\n",
		    family, family);
	}
}

/* Of our own routes, only those that the operator wants this neighbour to
 * hear.  Customers' routes and blackholes always pass. */
static void
announced(FILE *f, const struct neighbor_filter *s, const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	const char *comma = "";
	char text[PREFIX_TEXT];

	if (!neighbor_given(n, NEIGHBOR_ANNOUNCE))
		return;
	because_neighbor(f, in->explain, n, NEIGHBOR_ANNOUNCE);
	fprintf(f,
	    "\tif net ~ BF_OWN%u && (%" PRIu32 ", %u, %u) !~ "
	    "bgp_large_community && (65535, 666) !~ bgp_community && "
	    "net !~ [",
	    s->family, in->site->network.asn, POLICY_RELATION,
	    RELATION_CUSTOMER);
	for (size_t i = 0; i < n->announce.n; i++) {
		if (n->announce.v[i].addr.family != s->family)
			continue;
		fprintf(f, "%s %s", comma,
		    prefix_print(text, &n->announce.v[i]));
		comma = ",";
	}
	fprintf(f, "%s] then reject;\n", *comma != '\0' ? " " : "");
}

static void
add_communities(FILE *f, const struct community_list *list, const char *indent)
{
	char text[COMMUNITY_TEXT];

	for (size_t i = 0; i < list->n; i++)
		fprintf(f, "%s\t%s.add(%s);\n", indent,
		    community_attribute(&list->v[i]),
		    community_print_bird(text, &list->v[i]));
}

/* Some neighbours use communities of their own instead of RFC 7999's. */
static void
blackhole_communities(FILE *f, const struct neighbor *n, const struct input *in)
{
	if (!neighbor_given(n, NEIGHBOR_BLACKHOLE_COMMUNITIES))
		return;
	because_neighbor(f, in->explain, n, NEIGHBOR_BLACKHOLE_COMMUNITIES);
	fputs("\tif (65535, 666) ~ bgp_community then {\n"
	      "\t\tbgp_community.delete([(65535, 666)]);\n",
	    f);
	add_communities(f, &n->blackhole_communities, "\t");
	fputs("\t}\n", f);
}

static void
communities(FILE *f, const struct neighbor_filter *s, const struct input *in)
{
	const struct neighbor *n = s->neighbor;
	char text[PREFIX_TEXT];

	for (size_t i = 0; i < n->communities.n; i++) {
		const struct tagging *t = &n->communities.v[i];
		const bool some = t->line[TAGGING_PREFIX] != 0;

		if (some && t->prefix.addr.family != s->family)
			continue;
		because_line(f, in->explain, t->line[TAGGING_COMMUNITIES],
		    "sessions %s communities", n->name);
		if (some)
			fprintf(f, "\tif net = %s then {\n",
			    prefix_print(text, &t->prefix));
		add_communities(f, &t->communities, some ? "\t" : "");
		if (some)
			fputs("\t}\n", f);
	}
}

void
neighbor_export_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	const struct neighbor *n = s->neighbor;

	fprintf(f, "\nfilter %s\n{\n", s->export);
	what_goes_out(f, s, in);
	announced(f, s, in);
	fputs("\tbf_strip();\n", f);
	blackhole_communities(f, n, in);
	communities(f, s, in);
	for (uint32_t i = 0; i < n->prepend; i++) {
		because_neighbor(f, in->explain, n, NEIGHBOR_PREPEND);
		fputs("\tbgp_path.prepend(BF_ASN);\n", f);
	}
	if (neighbor_given(n, NEIGHBOR_MED)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_MED);
		fprintf(f, "\tbgp_med = %" PRIu32 ";\n", n->med);
	}
	if (s->drain) {
		neighbor_filter_because_drain(f, in, n);
		fputs("\tbgp_community.add((65535, 0));\n", f);
	}
	neighbor_filter_hook(f, n, in, NEIGHBOR_EXPORT_HOOK, "");
	fputs("\taccept;\n}\n", f);
}
