/* The filters of a session by its type: an import and an export filter, or
 * those of collectors and iBGP. */
#include "bird-render/neighbor-filters.h"

#include <inttypes.h>

#include "bird-render/internet-policy.h"
#include "bird-render/neighbor-export.h"
#include "bird-render/neighbor-import.h"
#include "bird-render/neighbor-permit.h"
#include "bird-render/router.h"

/* A collector gets all BGP routes and all that we announce. */
static void
collector_filter(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	fprintf(f,
	    "\nfilter %s\n{\n"
	    "\tif source = RTS_BGP then accept;\n",
	    s->export);
	router_only_announced(f, in, s->family);
	fprintf(f, "\t%s%u();\n",
	    in->site->registry.kind == REGISTRY_DN42 ? "bf_network" :
						       "bf_length",
	    s->family);
	neighbor_filter_hook(f, s->neighbor, in, NEIGHBOR_EXPORT_HOOK, "");
	fputs("\taccept;\n}\n", f);
}

/* Rejects our own prefixes.  Parts that belong to a customer pass: they come
 * from the border router that has the customer. */
static void
ibgp_not_ours(FILE *f, const struct neighbor_filter *s, const struct input *in,
    bool listed)
{
	char symbol[NEIGHBOR_SYMBOL];

	because_site(f, in->explain, "network.prefixes");
	fprintf(f, "\tif net ~ BF_OWN%u", s->family);
	if (in->site->registry.kind == REGISTRY_NONE)
		fprintf(f, " && (%" PRIu32 ", %u, %u) !~ bgp_large_community",
		    in->site->network.asn, POLICY_RELATION, RELATION_CUSTOMER);
	if (listed) {
		permit_because(f, in, s->neighbor);
		fprintf(f, " && net !~ BF_PREFIXES%u_%s", s->family,
		    neighbor_symbol(symbol, s->neighbor));
	}
	fputs(" then reject;\n", f);
}

/* iBGP carries BGP routes only; the border router has already checked them. */
static void
ibgp_filters(FILE *f, const struct neighbor_filter *s, const struct input *in)
{
	const struct neighbor *n = s->neighbor;

	if (neighbor_imports(n)) {
		fprintf(f, "\nfilter %s\n{\n", s->import);
		ibgp_not_ours(f, s, in, neighbor_listed(n));
		fprintf(f, "\tbf_network%u();\n", s->family);
		neighbor_filter_hook(f, n, in, NEIGHBOR_IMPORT_HOOK, "");
		fputs("\taccept;\n}\n", f);
	}
	fprintf(f,
	    "\nfilter %s\n{\n"
	    "\tif source != RTS_BGP then reject;\n",
	    s->export);
	ibgp_not_ours(f, s, in, false);
	fprintf(f, "\tbf_network%u();\n", s->family);
	neighbor_filter_hook(f, n, in, NEIGHBOR_EXPORT_HOOK, "");
	fputs("\taccept;\n}\n", f);
}

void
neighbor_filters_text(FILE *f, const struct neighbor_filter *s,
    const struct input *in)
{
	const struct neighbor *n = s->neighbor;

	if (n->type == TYPE_COLLECTOR) {
		collector_filter(f, s, in);
	} else if (n->type == TYPE_IBGP) {
		ibgp_filters(f, s, in);
	} else {
		if (neighbor_imports(n))
			neighbor_import_text(f, s, in);
		neighbor_export_text(f, s, in);
	}
}
