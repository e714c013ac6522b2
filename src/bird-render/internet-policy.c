/* The policy of the public internet, which all its sessions share. */
#include "bird-render/internet-policy.h"

#include <inttypes.h>

#include "bird-render/internet-bogons.h"
#include "bird-render/part-roa.h"
#include "bird-render/router.h"

#define PATH_MAX_LEN 64 /* the longest in use is about 30 */

/* Removes what only we may set: our own marks, and a blackhole request that
 * was not granted. */
static void
clean_function(FILE *f, const struct input *in)
{
	fputs("\nfunction bf_clean()\n{\n", f);
	because_site(f, in->explain, "network.asn");
	fprintf(f,
	    "\tbgp_large_community.delete([(%" PRIu32 ", *, *)]);\n"
	    "\tbgp_community.delete([(65535, 666)]);\n"
	    "}\n",
	    in->site->network.asn);
}

static void
path_rejects(FILE *f, const struct input *in, const char *path)
{
	if (bogons_has_asns(in->site))
		fprintf(f, "\tif %s ~ BF_BOGON_ASNS then reject;\n", path);
	if (in->site->lists.blocked.asns.add.n == 0)
		return;
	because_site(f, in->explain, "blocked");
	fprintf(f, "\tif %s ~ BF_BLOCKED_ASNS then reject;\n", path);
}

/* The same checks for the path behind a neighbour that has a private AS
 * number. */
static void
private_path_function(FILE *f, const struct input *in)
{
	size_t i = 0;

	while (i < in->nneighbors && !asn_private(in->neighbors[i].asn))
		i++;
	if (i == in->nneighbors)
		return;
	fprintf(f,
	    "\nfunction bf_private_path(int bf_asn)\n"
	    "bgppath bf_rest;\n{\n"
	    "\tif bgp_path.len > %u then reject;\n"
	    "\tif bgp_path.last = 0 then reject;\n"
	    "\tbf_rest = delete(bgp_path, bf_asn);\n",
	    PATH_MAX_LEN);
	path_rejects(f, in, "bf_rest");
	fputs("}\n", f);
}

/* bgp_path.last is 0 if the path has no origin, as after an AS_SET. */
static void
path_function(FILE *f, const struct input *in)
{
	fprintf(f,
	    "\nfunction bf_path()\n{\n"
	    "\tif bgp_path.len > %u then reject;\n"
	    "\tif bgp_path.last = 0 then reject;\n",
	    PATH_MAX_LEN);
	path_rejects(f, in, "bgp_path");
	fputs("}\n", f);
	private_path_function(f, in);
	fputs("\nfunction bf_no_transit()\n{\n", f);
	if (bogons_has_transit_free(in->site))
		fputs("\tif bgp_path ~ BF_TRANSIT_FREE_ASNS then reject;\n", f);
	fputs("}\n", f);
	/* RFC 8326: the sender is about to shut down. */
	fputs("\nfunction bf_graceful()\n{\n"
	      "\tif (65535, 0) ~ bgp_community then bgp_local_pref = 0;\n"
	      "}\n",
	    f);
}

/*
 * The networks of neighbours: those of the site file with all their subnets,
 * and for each neighbour outside them every prefix around its address that is
 * longer than a provider's network.  Who announces such a prefix can cut us
 * off from our neighbours.
 */
static void
lans_set(FILE *f, const struct input *in, unsigned family)
{
	const struct prefix_list *lans = &in->site->lans;
	const struct neighbor_list *all = &in->site->sessions;
	const char *comma = "";
	char text[PREFIX_TEXT];

	because_site(f, in->explain, "lans");
	because_site(f, in->explain, "sessions");
	fprintf(f, "define BF_LANS%u = [", family);
	for (size_t i = 0; i < lans->n; i++) {
		if (lans->v[i].addr.family != family)
			continue;
		fprintf(f, "%s\n\t%s+", comma, prefix_print(text, &lans->v[i]));
		comma = ",";
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct addr *a = &all->v[i].address;

		if (a->family != family || addr_is_link_local(a) ||
		    prefix_list_contains(lans, a))
			continue;
		fprintf(f, "%s\n\t%s/%u{%u,%u}", comma, addr_print(text, a),
		    addr_bits(a), family == 4 ? 17u : 33u, addr_bits(a));
		comma = ",";
	}
	fputs(*comma == '\0' ? "];\n" : "\n];\n", f);
}

/* Rejects prefixes that no network may announce.  The import filters handle
 * the default route themselves. */
static void
network_function(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f,
	    "\nfunction bf_network%u()\n{\n"
	    "\tif net ~ BF_BOGONS%u then reject;\n"
	    "\tif net ~ BF_LANS%u then reject;\n",
	    family, family, family);
	if (bogons_blocks_prefixes(in->site)) {
		because_site(f, in->explain, "blocked");
		fprintf(f, "\tif net ~ BF_BLOCKED%u then reject;\n", family);
	}
	if (family == 6)
		fputs("\tif net != ::/0 && net !~ BF_UNICAST6 then reject;\n",
		    f);
	fputs("}\n", f);
}

static void
length_function(FILE *f, unsigned family)
{
	fprintf(f,
	    "\nfunction bf_length%u()\n{\n"
	    "\tif net.len < %u || net.len > %u then reject;\n"
	    "}\n",
	    family, NEIGHBOR_SHORTEST(family), NEIGHBOR_LONGEST(family));
}

static void
import_function(FILE *f, const struct input *in, unsigned family)
{
	/* A route without a ROA passes: most of the internet has ROAs by now,
	 * but not all of it (RFC 6811). */
	if (roa_checked(in->site)) {
		fprintf(f, "\nfunction bf_origin%u(int bf_asn)\n{\n", family);
		roa_because(f, in);
		fprintf(f,
		    "\tif roa_check(bf_roa%u, net, bf_asn) = "
		    "ROA_INVALID then reject;\n"
		    "}\n",
		    family);
	}
	/* The checks of every prefix, regardless of its owner. */
	fprintf(f,
	    "\nfunction bf_prefix%u()\n{\n"
	    "\tbf_network%u();\n"
	    "\tbf_length%u();\n",
	    family, family, family);
	roa_guard_call(f, in, family);
	fprintf(f,
	    "}\n"
	    "\nfunction bf_import%u()\n{\n"
	    "\tif net ~ BF_OWN%u then reject;\n"
	    "\tbf_prefix%u();\n"
	    "\tbf_path();\n",
	    family, family, family);
	if (roa_checked(in->site)) {
		roa_because(f, in);
		fprintf(f, "\tbf_origin%u(bgp_path.last);\n", family);
	}
	fputs("}\n", f);
}

/* The start of an export function: which of our own routes it sends. */
static void
export_head(FILE *f, const struct input *in, const char *name, unsigned family)
{
	fprintf(f, "\nfunction %s%u()\n{\n", name, family);
	router_only_announced(f, in, family);
}

/* bf_export sends our routes and our customers' routes; bf_full sends all. */
static void
export_functions(FILE *f, const struct input *in, unsigned family)
{
	export_head(f, in, "bf_export", family);
	because_site(f, in->explain, "network.asn");
	fprintf(f,
	    "\tif source = RTS_BGP && (%" PRIu32 ", %u, %u) !~ "
	    "bgp_large_community then reject;\n"
	    "}\n",
	    in->site->network.asn, POLICY_RELATION, RELATION_CUSTOMER);
	export_head(f, in, "bf_full", family);
	fputs("}\n", f);
}

/* Last, remove what others need not see. */
static void
strip_function(FILE *f, const struct input *in)
{
	fputs("\nfunction bf_strip()\n{\n", f);
	because_site(f, in->explain, "network.asn");
	fprintf(f,
	    "\tbgp_large_community.delete([(%" PRIu32 ", *, *)]);\n"
	    "\tbgp_path.delete(BF_PRIVATE_ASNS);\n"
	    "}\n",
	    in->site->network.asn);
}

void
internet_policy_text(FILE *f, const struct input *in)
{
	bogons_text(f, in);
	lans_set(f, in, 4);
	lans_set(f, in, 6);
	clean_function(f, in);
	path_function(f, in);
	network_function(f, in, 4);
	network_function(f, in, 6);
	strip_function(f, in);
	for (unsigned family = 4; family <= 6; family += 2) {
		length_function(f, family);
		import_function(f, in, family);
		export_functions(f, in, family);
	}
}
