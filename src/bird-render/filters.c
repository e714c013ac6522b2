/*
 * The filters.  No function of theirs returns a value, because no way to
 * declare one suits every BIRD: they reject, or change attributes.
 */
#include "filters.h"

#include <inttypes.h>
#include <stdlib.h>

#include "marking.h"
#include "mesh.h"
#include "roa.h"
#include "rules.h"

#define DN42 "64511"	/* the AS of dn42's communities */
#define PREFERRED "200"	/* BIRD's own local preference is 100 */

bool
filters_wanted(const struct input *in)
{
	return in->site->registry.kind == REGISTRY_DN42;
}

bool
filters_ready(const struct input *in, struct diag *diag)
{
	static const struct place place = { "-", 0 };
	struct place rpki = { in->site->file,
		in->site->rpki.line[RPKI_STATIC] };

	if (!roa_checked(in->site))
		diag_say(diag, DIAG_WARNING, &rpki, "rpki",
		    "no ROA tables: origins are not checked");
	if (in->nrules > 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, NULL, "no prefix-rule record, "
	    "though the site has a registry (did registry-parse fail, or "
	    "leave them out with -t?)");
	return false;
}

void
filters_framing(struct fragout *out, const struct input *in)
{
	fragout_count(out, "rule", in->nrules);
}

/* A group of dn42's communities of which the worst on the path stays. */
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

/* Adds ours, then takes away all that are better than the worst. */
static void
scale_function(FILE *f, const struct scale *s)
{
	const char *or = "";

	fprintf(f, "\nfunction bf_%s(int bf_class)\n{\n"
	    "\tbgp_community.add((" DN42 ", bf_class));\n", s->name);
	for (unsigned i = 0; i < s->last - s->first; i++) {
		unsigned worst = s->high_is_worst ? s->last - i :
		    s->first + i;

		fprintf(f, "\t%sif (" DN42 ", %u) ~ bgp_community then\n"
		    "\t\tbgp_community.delete([(" DN42 ", %u..%u)]);\n",
		    or, worst, s->high_is_worst ? s->first : worst + 1,
		    s->high_is_worst ? worst - 1 : s->last);
		or = "else ";
	}
	fputs("}\n", f);
}

/* Where a route comes from, said by its own network only. */
static void
origin_function(FILE *f, const struct site_router *router)
{
	fputs("\nfunction bf_origin()\n{\n", f);
	if (router->line[ROUTER_REGION] != 0)
		fprintf(f, "\tbgp_community.add((" DN42 ", %" PRIu32 "));\n",
		    router->region);
	if (router->line[ROUTER_COUNTRY] != 0)
		fprintf(f, "\tbgp_community.add((" DN42 ", %" PRIu32 "));\n",
		    1000 + router->country);
	fputs("}\n", f);
}

static void
import_function(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f, "\nfunction bf_import%u()\n{\n"
	    "\tif net ~ BF_OWN%u then reject;\n"
	    "\tbf_network%u();\n", family, family, family);
	roa_guard_call(f, in->site, family);
	/* No origin, as behind an AS_SET: some BIRDs match it with AS0. */
	if (roa_checked(in->site))
		fprintf(f, "\tif bgp_path.last = 0 then reject;\n"
		    "\tif roa_check(bf_roa%u, net, bgp_path.last) != "
		    "ROA_VALID then reject;\n", family);
	if (in->site->peering.prefer_direct)
		fputs("\tif bgp_path.len = 1 then bgp_local_pref = "
		    PREFERRED ";\n", f);
	/* RFC 8326: the sender is about to leave. */
	fputs("\tif (65535, 0) ~ bgp_community then bgp_local_pref = 0;\n"
	    "}\n", f);
}

static void
export_function(FILE *f, const struct input *in, unsigned family)
{
	/* A prefix on an interface hides the static one of the same. */
	const char *own = in->router->direct.n > 0 ? "RTS_STATIC, RTS_DEVICE" :
	    "RTS_STATIC";

	fprintf(f, "\nfunction bf_export%u()\n{\n"
	    "\tif source !~ [ %s, RTS_BGP ] then reject;\n"
	    "\tbf_network%u();\n"
	    "\tif source %s then {\n"
	    "\t\tif net !~ BF_OWN%u then reject;\n", family, own, family,
	    in->router->direct.n > 0 ? "!= RTS_BGP" : "= RTS_STATIC",
	    family);
	if (mesh_there(in->site))
		fprintf(f, "\t\tif proto = \"bf_loopback%u\" then reject;\n",
		    family);
	fputs("\t\tbf_origin();\n"
	    "\t}\n"
	    "}\n", f);
}

/* The calls that both directions of a marking share. */
static void
marks(FILE *f, const struct marking *m)
{
	if (m->latency != 0)
		fprintf(f, "\tbf_latency(%u);\n", m->latency);
	if (m->bandwidth != 0)
		fprintf(f, "\tbf_bandwidth(%" PRIu32 ");\n", m->bandwidth);
	if (m->crypto != 0)
		fprintf(f, "\tbf_crypto(%" PRIu32 ");\n", m->crypto);
}

static void
marking_filters(FILE *f, const struct marking *m, unsigned family)
{
	char suffix[MARKING_TEXT];

	marking_suffix(suffix, m);
	fprintf(f, "\nfilter bf_import%u%s\n{\n\tbf_import%u();\n", family,
	    suffix, family);
	marks(f, m);
	fprintf(f, "%s\taccept;\n}\n"
	    "\nfilter bf_export%u%s\n{\n\tbf_export%u();\n",
	    m->drain ? "\tbgp_local_pref = 0;\n" : "", family, suffix,
	    family);
	marks(f, m);
	fprintf(f, "%s\taccept;\n}\n",
	    m->drain ? "\tbgp_community.add((65535, 0));\n" : "");
}

void
filters_text(FILE *f, const struct input *in)
{
	struct marking *m;
	size_t n;

	fputs("# What comes in, what goes out, and how it is marked.\n", f);
	rules_function(f, in, 4);
	rules_function(f, in, 6);
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
		scale_function(f, &scales[i]);
	origin_function(f, in->router);
	for (unsigned family = 4; family <= 6; family += 2) {
		import_function(f, in, family);
		export_function(f, in, family);
	}
	m = markings_of(&in->peers, in->router, &n);
	for (size_t i = 0; i < n; i++)
		for (unsigned family = 4; family <= 6; family += 2)
			marking_filters(f, &m[i], family);
	free(m);
}
