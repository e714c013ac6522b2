/* The exchange's policy: who has which address, AS number and prefix. */
#include "bird-render/ixp-policy.h"

#include <inttypes.h>
#include <string.h>

#include "base/out.h"
#include "bird-render/internet-policy.h"
#include "bird-render/part-roa.h"
#include "bird-render/router.h"
#include "render/reject-reason.h"
#include "site/ixp.h"

static void
participant(FILE *f, const struct input *in, const struct participant *p)
{
	because_record(f, in->explain, p->place.line, "participant AS%" PRIu32,
	    p->asn);
}

static void
leases(FILE *f, const struct input *in, unsigned family)
{
	const struct participants *list = &in->participants;
	char text[PREFIX_TEXT];

	fprintf(f,
	    "\nroa%u table bf_lease%u;\n"
	    "protocol static bf_leases%u {\n"
	    "\troa%u { table bf_lease%u; };\n",
	    family, family, family, family, family);
	for (size_t i = 0; i < list->n; i++) {
		const struct participant *p = &list->v[i];

		for (size_t j = 0; j < p->prefix.n; j++) {
			const struct prefix *prefix = &p->prefix.v[j];

			if (prefix->addr.family != family)
				continue;
			participant(f, in, p);
			fprintf(f, "\troute %s max %u as %" PRIu32 ";\n",
			    prefix_print(text, prefix),
			    p->more_specifics ? addr_bits(&prefix->addr) :
						prefix->len,
			    p->asn);
		}
	}
	fputs("}\n", f);
}

static void
refuse_function(FILE *f)
{
	fprintf(f,
	    "\n# Why a route is refused, for \"show route filtered "
	    "all\" to tell.\n"
	    "function bf_ixp_refuse(int bf_why)\n{\n"
	    "\tbgp_large_community.add((BF_ASN, %u, bf_why));\n"
	    "\treject;\n"
	    "}\n",
	    REJECT_COMMUNITY);
}

static void
arm(FILE *f, const struct input *in, const struct participant *p,
    const struct addr *a)
{
	char text[ADDR_TEXT];

	participant(f, in, p);
	/* BIRD needs a space before the colon that ends an IPv6 label. */
	fprintf(f, "\t%s%s: bf_who = %" PRIu32 ";", addr_print(text, a),
	    a->family == 6 ? " " : "", p->asn);
	if (p->user != NULL) {
		fputs("\t# ", f);
		out_comment_text(f, p->user, strlen(p->user));
	}
	putc('\n', f);
}

static bool
any_address(const struct participants *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].address.n > 0)
			return true;
	return false;
}

/* BIRD finds an arm in a balanced tree.  It does not accept an empty case. */
static void
who_function(FILE *f, const struct input *in)
{
	const struct participants *list = &in->participants;

	fputs("\n# Who somebody is, and that they speak for themselves.\n"
	      "function bf_ixp_who()\nint bf_who;\n{\n"
	      "\tbf_who = 0;\n",
	    f);
	if (any_address(list)) {
		fputs("\tcase from {\n", f);
		for (size_t i = 0; i < list->n; i++)
			for (size_t j = 0; j < list->v[i].address.n; j++)
				arm(f, in, &list->v[i],
				    &list->v[i].address.v[j]);
		fputs("\t}\n", f);
	}
	fprintf(f,
	    "\tif bf_who = 0 then bf_ixp_refuse(%u);\n"
	    "\tif bgp_path.first != bf_who then bf_ixp_refuse(%u);\n"
	    "\tif bgp_path.last != bf_who then bf_ixp_refuse(%u);\n"
	    "}\n",
	    reject_reason_number(REJECT_UNLISTED_ADDRESS),
	    reject_reason_number(REJECT_FIRST_AS),
	    reject_reason_number(REJECT_ORIGIN));
}

static bool
exports_routes(const struct input *in)
{
	return in->site->ixp.export_participants == IXP_EXPORT_ROUTES;
}

/*
 * Most prefixes there have no ROA: reject only the invalid ones.  Our
 * neighbors do not see private AS numbers (bf_strip), so that a route that
 * goes to them has our own AS for its origin.
 */
static void
check_roa(FILE *f, const struct input *in, unsigned family)
{
	const unsigned why = reject_reason_number(REJECT_ROA);

	if (!roa_checked(in->site))
		return;
	if (!exports_routes(in)) {
		roa_because(f, in);
		fprintf(f,
		    "\tif roa_check(bf_roa%u, net, bgp_path.last) = "
		    "ROA_INVALID then\n"
		    "\t\tbf_ixp_refuse(%u);\n",
		    family, why);
		return;
	}
	because_site(f, in->explain, "ixp.export-participants");
	fputs("\tif bgp_path.last ~ BF_PRIVATE_ASNS then {\n", f);
	roa_because(f, in);
	fprintf(f,
	    "\t\tif roa_check(bf_roa%u, net, BF_ASN) = "
	    "ROA_INVALID then\n"
	    "\t\t\tbf_ixp_refuse(%u);\n"
	    "\t} else if roa_check(bf_roa%u, net, bgp_path.last) = "
	    "ROA_INVALID then\n"
	    "\t\tbf_ixp_refuse(%u);\n",
	    family, why, family, why);
}

/* A transparent server keeps the next hops of the participants, and has to
 * give its own to what others sent. */
static void
own_next_hop(FILE *f, const struct input *in, unsigned family)
{
	const struct site_ixp *ixp = &in->site->ixp;
	const struct addr *local = ixp_local(ixp, family);
	char text[ADDR_TEXT];

	if (!ixp->rs_client)
		return;
	if (local == NULL)
		local = ixp_local(ixp, family == 4 ? 6 : 4);
	because_site(f, in->explain, "ixp.rs-client");
	fprintf(f,
	    "\tif source = RTS_BGP && proto !~ \"bf_participant*\" "
	    "then\n"
	    "\t\tbgp_next_hop = %s;\n",
	    addr_print(text, local));
}

static void
import_filter(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f,
	    "\nfilter bf_ixp_import%u\n{\n"
	    "\tbgp_large_community.delete([(BF_ASN, *, *)]);\n"
	    "\tbf_ixp_who();\n"
	    "\tif roa_check(bf_lease%u, net, bgp_path.last) != ROA_VALID "
	    "then\n"
	    "\t\tbf_ixp_refuse(%u);\n",
	    family, family, reject_reason_number(REJECT_LEASE));
	roa_guard_call(f, in, family);
	check_roa(f, in, family);
	if (exports_routes(in)) {
		because_site(f, in->explain, "ixp.export-participants");
		fprintf(f,
		    "\tbgp_community.delete([(65535, 666)]);\n"
		    "\tbgp_large_community.add((BF_ASN, %u, %u));\n",
		    POLICY_RELATION, RELATION_CUSTOMER);
	}
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	fprintf(f,
	    "%s\taccept;\n"
	    "}\n",
	    in->router->drain ? "\tbgp_local_pref = 0;\n" : "");
}

void
ixp_policy_text(FILE *f, const struct input *in)
{
	fputs("# Whose prefix it is.\n", f);
	leases(f, in, 4);
	leases(f, in, 6);
	refuse_function(f);
	who_function(f, in);
	import_filter(f, in, 4);
	import_filter(f, in, 6);
}

void
ixp_export_text(FILE *f, const struct input *in)
{
	for (unsigned family = 4; family <= 6; family += 2) {
		fprintf(f, "\nfilter bf_ixp_export%u\n{\n", family);
		router_only_announced(f, in, family);
		own_next_hop(f, in, family);
		if (in->router->drain)
			because_router(f, in->explain, in->router, "drain");
		fprintf(f,
		    "%s"
		    "\taccept;\n"
		    "}\n",
		    in->router->drain ? "\tbgp_community.add((65535, 0));\n" :
					"");
	}
}
