/*
 * The filters.  Their functions return no value, because no declaration of a
 * return type works in every BIRD version.  Instead they reject the route or
 * change its attributes.
 */
#include "bird-render/part-filters.h"

#include <inttypes.h>
#include <stdlib.h>

#include "bird-render/dn42-marking.h"
#include "bird-render/internet-bogons.h"
#include "bird-render/internet-policy.h"
#include "bird-render/neighbor-filters.h"
#include "bird-render/part-roa.h"
#include "bird-render/part-sessions.h"
#include "bird-render/registry-rules.h"
#include "bird-render/router.h"
#include "site/ixp.h"
#include "stream/latency.h"

#define DN42 "64511"	/* the AS of dn42's communities */
#define PREFERRED "200" /* BIRD's own local preference is 100 */

/* Warns about own prefixes of a length that nobody on the public internet
 * accepts: they are not announced. */
static void
own_lengths(const struct input *in, struct diag *diag)
{
	const struct prefix_list *own = &in->site->network.prefixes;
	struct place place = { in->site->file,
		in->site->network.line[NETWORK_PREFIXES] };
	char text[PREFIX_TEXT];

	for (size_t i = 0; i < own->n; i++) {
		const struct prefix *p = &own->v[i];

		if (p->len < NEIGHBOR_SHORTEST(p->addr.family) ||
		    p->len > NEIGHBOR_LONGEST(p->addr.family))
			diag_say(diag, DIAG_WARNING, &place, "prefixes",
			    "%s is not announced (expected /8 to /24, or /16 "
			    "to /48)",
			    prefix_print(text, p));
	}
}

bool
filters_wanted(const struct input *in)
{
	return in->site->registry.kind == REGISTRY_DN42 || in->peers.n > 0 ||
	    sessions_wanted(in) || !ixp_here(in->site, in->router);
}

/* Does any session import routes? */
static bool
takes_routes(const struct input *in)
{
	for (size_t i = 0; i < in->nneighbors; i++)
		if (neighbor_imports(&in->neighbors[i]))
			return true;
	return in->nneighbors == 0 || in->peers.n > 0;
}

bool
filters_ready(const struct input *in, struct diag *diag)
{
	static const struct place place = { "-", 0 };
	struct place rpki = { in->site->file,
		in->site->rpki.line[RPKI_STATIC] };

	if (!roa_checked(in->site) && takes_routes(in))
		diag_say(diag, DIAG_WARNING, &rpki, "rpki",
		    "no ROA tables: origins are not checked");
	if (in->site->registry.kind == REGISTRY_NONE) {
		own_lengths(in, diag);
		return bogons_ready(in->site, diag);
	}
	if (in->nrules > 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, NULL,
	    "no prefix-rule record, "
	    "though the site has a registry (did registry-parse fail, or "
	    "leave them out with -t?)");
	return false;
}

void
filters_framing(struct fragout *out, const struct input *in)
{
	fragout_revision(out, &in->registry);
	fragout_count(out, "rule", in->nrules);
	if (in->naut_nums > 0)
		fragout_count(out, "aut-num", in->naut_nums);
	if (in->nas_sets > 0)
		fragout_count(out, "as-set", in->nas_sets);
}

/* A group of dn42's communities: a route keeps only the worst on its path. */
struct scale {
	const char *name;
	unsigned first, last;
	bool high_is_worst;
};

static const struct scale scales[] = {
	{ "latency", 1, 9, true },
	{ "bandwidth", 21, 29, false },
	{ "crypto", 31, 36, false },
};
/* Only if a peer has it: birdfeed does not measure loss for a marking. */
static const struct scale loss_scale = { "loss", 91, 94, true };

static bool
peers_have(const struct input *in, unsigned key)
{
	for (size_t i = 0; i < in->peers.n; i++)
		if (peer_given(&in->peers.v[i], key))
			return true;
	return false;
}

/* Adds our class, then deletes all classes that are better than the worst. */
static void
scale_function(FILE *f, const struct scale *s)
{
	const char * or = "";

	fprintf(f,
	    "\nfunction bf_%s(int bf_class)\n{\n"
	    "\tbgp_community.add((" DN42 ", bf_class));\n",
	    s->name);
	for (unsigned i = 0; i < s->last - s->first; i++) {
		unsigned worst = s->high_is_worst ? s->last - i : s->first + i;

		fprintf(f,
		    "\t%sif (" DN42 ", %u) ~ bgp_community then\n"
		    "\t\tbgp_community.delete([(" DN42 ", %u..%u)]);\n",
		    or, worst, s->high_is_worst ? s->first : worst + 1,
		    s->high_is_worst ? worst - 1 : s->last);
		or = "else ";
	}
	fputs("}\n", f);
}

/* The region and country of a route; only its own network sets them. */
static void
origin_function(FILE *f, const struct input *in)
{
	const struct site_router *router = in->router;

	fputs("\nfunction bf_origin()\n{\n", f);
	if (router->line[ROUTER_REGION] != 0) {
		because_router(f, in->explain, router, "region");
		fprintf(f, "\tbgp_community.add((" DN42 ", %" PRIu32 "));\n",
		    router->region);
	}
	if (router->line[ROUTER_COUNTRY] != 0) {
		because_router(f, in->explain, router, "country");
		fprintf(f, "\tbgp_community.add((" DN42 ", %" PRIu32 "));\n",
		    1000 + router->country);
	}
	fputs("}\n", f);
}

static void
import_function(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f,
	    "\nfunction bf_import%u()\n{\n"
	    "\tif net ~ BF_OWN%u then reject;\n"
	    "\tbf_network%u();\n",
	    family, family, family);
	roa_guard_call(f, in, family);
	/* These are the numbers of asn_reserved(): no network has them. */
	fputs("\tif bgp_path ~ [ 0, 23456, 65535, 4294967295 ] then reject;\n",
	    f);
	/* bgp_path.last is 0 if the path has no origin, as after an AS_SET.
	 * Some BIRD versions match it with AS0. */
	if (roa_checked(in->site)) {
		roa_because(f, in);
		fputs("\tif bgp_path.last = 0 then reject;\n", f);
		roa_because(f, in);
		fprintf(f,
		    "\tif roa_check(bf_roa%u, net, bgp_path.last) != "
		    "ROA_VALID then reject;\n",
		    family);
	}
	if (in->site->peering.prefer_direct) {
		because_site(f, in->explain, "peering.prefer-direct");
		fputs("\tif bgp_path.len = 1 then bgp_local_pref = " PREFERRED
		      ";\n",
		    f);
	}
	/* RFC 8326: the sender is about to shut down. */
	fputs("\tif (65535, 0) ~ bgp_community then bgp_local_pref = 0;\n"
	      "}\n",
	    f);
}

static void
export_function(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f, "\nfunction bf_export%u()\n{\n", family);
	router_only_announced(f, in, family);
	fprintf(f,
	    "\tbf_network%u();\n"
	    "\tif source != RTS_BGP then bf_origin();\n"
	    "}\n",
	    family);
}

/*
 * A better latency class is preferred slightly.  This applies only to routes
 * that no other rule preferred, and only on import from a peer.  Routers of
 * the mesh do not use it: each would prefer the other's route.
 */
static void
prefer_latency_function(FILE *f, const struct input *in)
{
	const char * or = "if";

	if (!in->site->peering.prefer_latency)
		return;
	because_site(f, in->explain, "peering.prefer-latency");
	fputs("\nfunction bf_prefer_latency()\n{\n"
	      "\tif bgp_local_pref = 100 then {\n",
	    f);
	for (unsigned class = LATENCY_CLASSES; class > 0; class --) {
		fprintf(f,
		    "\t\t%s (" DN42 ", %u) ~ bgp_community then "
		    "bgp_local_pref = %u;\n",
		    or, class, 100 + LATENCY_CLASSES - class);
		or = "else if";
	}
	fputs("\t}\n}\n", f);
}

/* Explain mark: the first peer with the marking, and how many more have it. */
static void
because_marked(FILE *f, const struct input *in, const struct marking *m,
    unsigned key)
{
	size_t n = 0;

	/* With many peers this is slow, so do it only for --explain. */
	for (size_t i = 0; in->explain != NULL && i < in->peers.n; i++) {
		const struct peer *p = &in->peers.v[i];
		struct marking its = marking_of(p, in->router);

		if (marking_cmp(&its, m) == 0 && n++ == 0)
			because_peer(f, in->explain, p, key);
	}
	if (n > 1)
		because(f, in->explain, "and %zu more", n - 1);
}

/* The calls that the import and export filters of a marking share. */
static void
marks(FILE *f, const struct input *in, const struct marking *m)
{
	if (m->latency != 0) {
		because_marked(f, in, m, PEER_LATENCY);
		fprintf(f, "\tbf_latency(%u);\n", m->latency);
	}
	if (m->bandwidth != 0) {
		because_marked(f, in, m, PEER_BANDWIDTH);
		fprintf(f, "\tbf_bandwidth(%" PRIu32 ");\n", m->bandwidth);
	}
	if (m->crypto != 0) {
		because_marked(f, in, m, PEER_CRYPTO);
		fprintf(f, "\tbf_crypto(%" PRIu32 ");\n", m->crypto);
	}
	if (m->link_type != 0) {
		because_marked(f, in, m, PEER_LINK_TYPE);
		fprintf(f, "\tbgp_community.add((" DN42 ", %" PRIu32 "));\n",
		    m->link_type);
	}
	if (m->loss != 0) {
		because_marked(f, in, m, PEER_LOSS);
		fprintf(f, "\tbf_loss(%" PRIu32 ");\n", m->loss);
	}
}

static void
drain(FILE *f, const struct input *in, const struct marking *m,
    const char *text)
{
	if (!m->drain)
		return;
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	else
		because_marked(f, in, m, PEER_DRAIN);
	fputs(text, f);
}

static void
marking_filters(FILE *f, const struct input *in, const struct marking *m,
    unsigned family)
{
	char suffix[MARKING_TEXT];

	marking_suffix(suffix, m);
	fprintf(f, "\nfilter bf_import%u%s\n{\n\tbf_import%u();\n", family,
	    suffix, family);
	marks(f, in, m);
	if (in->site->peering.prefer_latency && m->latency != 0) {
		because_site(f, in->explain, "peering.prefer-latency");
		fputs("\tbf_prefer_latency();\n", f);
	}
	drain(f, in, m, "\tbgp_local_pref = 0;\n");
	fprintf(f,
	    "\taccept;\n}\n"
	    "\nfilter bf_export%u%s\n{\n\tbf_export%u();\n",
	    family, suffix, family);
	marks(f, in, m);
	drain(f, in, m, "\tbgp_community.add((65535, 0));\n");
	fputs("\taccept;\n}\n", f);
}

/* On the public internet, a tunnelled peer is a normal peer without a list.
 * Its address is not used, because it may be link-local. */
static void
peer_filters(FILE *f, const struct marking *m, const struct input *in,
    unsigned family)
{
	static const struct neighbor peer = { .type = TYPE_PEER,
		.address = { 6, { 0xfe, 0x80 } },
		.local_pref = 120 };
	char suffix[MARKING_TEXT], import[MARKING_TEXT + 16];
	char export[MARKING_TEXT + 16];
	struct neighbor_filter s = { &peer, family, import, export, m->drain };

	marking_suffix(suffix, m);
	snprintf(import, sizeof import, "bf_import%u%s", family, suffix);
	snprintf(export, sizeof export, "bf_export%u%s", family, suffix);
	neighbor_filters_text(f, &s, in);
}

/* The functions for dn42's registry and communities. */
static void
dn42_text(FILE *f, const struct input *in)
{
	registry_rules_function(f, in, 4);
	registry_rules_function(f, in, 6);
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		scale_function(f, &scales[i]);
	if (peers_have(in, PEER_LOSS))
		scale_function(f, &loss_scale);
	prefer_latency_function(f, in);
	origin_function(f, in);
	for (unsigned family = 4; family <= 6; family += 2) {
		import_function(f, in, family);
		export_function(f, in, family);
	}
}

void
filters_text(FILE *f, const struct input *in)
{
	const bool dn42 = in->site->registry.kind == REGISTRY_DN42;
	struct marking *m;
	size_t n;

	fputs("# What comes in, what goes out, and how it is marked.\n", f);
	if (dn42)
		dn42_text(f, in);
	else
		internet_policy_text(f, in);
	m = markings_of(&in->peers, in->router, &n);
	for (size_t i = 0; i < n; i++)
		for (unsigned family = 4; family <= 6; family += 2)
			if (dn42)
				marking_filters(f, in, &m[i], family);
			else
				peer_filters(f, &m[i], in, family);
	free(m);
}
