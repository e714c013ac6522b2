/* The exchange's sessions: one protocol a range, and all come by it. */
#include "bird-render/ixp-server.h"

#include <inttypes.h>

#include "bird-render/ixp-policy.h"
#include "bird-render/router.h"
#include "site/ixp.h"

#define IMPORT_LIMIT 1000

/* Belongs P at this exchange?  participant-parse has seen to it. */
static bool
check(const struct input *in, const struct participant *p,
    struct diag *diag)
{
	char text[PREFIX_TEXT];
	const struct prefix_list *pool = &in->site->ixp.pool;
	bool ok = true;

	if (p->asn == in->site->network.asn) {
		diag_say(diag, DIAG_ERROR, &p->place, "participant",
		    "AS%" PRIu32 " is the exchange's own", p->asn);
		ok = false;
	}
	for (size_t i = 0; i < p->prefix.n; i++) {
		if (pool->n == 0 || prefix_list_covers(pool, &p->prefix.v[i]))
			continue;
		diag_say(diag, DIAG_ERROR, &p->place, "prefix", "%s of AS%"
		    PRIu32 " is not in the exchange's pool",
		    prefix_print(text, &p->prefix.v[i]), p->asn);
		ok = false;
	}
	return ok;
}

bool
ixp_server_ready(const struct input *in, struct diag *diag)
{
	static const struct place place = { "-", 0 };
	bool ok = true;

	for (size_t i = 0; i < in->participants.n; i++)
		ok &= check(in, &in->participants.v[i], diag);
	if (in->participants.n > 0 || in->site->ixp.allow_empty)
		return ok;
	diag_say(diag, DIAG_ERROR, &place, NULL, "no participant record, "
	    "though the site is an exchange (did participant-parse fail? "
	    "ixp: {allow-empty: true} allows it)");
	return false;
}

/* A prefix as a part of BIRD's names: 100_64_0_0_10. */
static const char *
range_name(char text[static PREFIX_TEXT], const struct prefix *range)
{
	prefix_print(text, range);
	for (char *p = text; *p != '\0'; p++)
		if (*p == '.' || *p == ':' || *p == '/')
			*p = '_';
	return text;
}

static uint32_t
import_limit(const struct site_ixp *ixp)
{
	return ixp->line[IXP_IMPORT_LIMIT] != 0 ? ixp->import_limit :
	    IMPORT_LIMIT;
}

void
ixp_server_framing(struct fragout *out, const struct input *in)
{
	const struct site_ixp *ixp = &in->site->ixp;
	char settings[384], name[PREFIX_TEXT + 8], range[PREFIX_TEXT];
	char local[ADDR_TEXT], id[ADDR_TEXT];
	const char *vrf = in->router->kernel.vrf;

	fragout_count(out, "participant", in->participants.n);
	fragout_count(out, "session", ixp->range.n);
	for (size_t i = 0; i < ixp->range.n; i++) {
		const struct prefix *p = &ixp->range.v[i];
		const unsigned family = p->addr.family;

		snprintf(name, sizeof name, "bf_ixp_%s",
		    range_name(range, p));
		snprintf(settings, sizeof settings, "range=%s as=external "
		    "local-as=%" PRIu32 " router-id=%s source=%s "
		    "channels=ipv4,ipv6 extended-next-hop=ipv%u "
		    "import-table=on keep-filtered=on multihop=%" PRIu32
		    " passive=on%s%s", prefix_print(range, p),
		    in->site->network.asn,
		    addr_print(id, &in->router->router_id),
		    addr_print(local, ixp_local(ixp, family)),
		    family == 4 ? 6u : 4u, ixp->multihop,
		    vrf != NULL ? " vrf=" : "", vrf != NULL ? vrf : "");
		fragout_session(out, name, settings);
	}
}

void
ixp_range_text(FILE *f, const struct input *in)
{
	const struct site_ixp *ixp = &in->site->ixp;
	char text[PREFIX_TEXT];

	for (unsigned family = 4; family <= 6; family += 2) {
		bool any = false;

		for (size_t i = 0; i < ixp->range.n; i++) {
			const struct prefix *p = &ixp->range.v[i];

			if (p->addr.family != family)
				continue;
			if (!any) {
				fprintf(f, "\nprotocol static bf_vpn%u {\n",
				    family);
				router_vrf(f, in);
				fprintf(f, "\tipv%u;\n", family);
			}
			any = true;
			because_site(f, in->explain, "ixp.range");
			because_site(f, in->explain, "ixp.via");
			fprintf(f, "\troute %s via \"%s\";\n",
			    prefix_print(text, p), ixp->via);
		}
		if (any)
			fputs("}\n", f);
	}
}

static void
channel(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f, "\tipv%u {\n"
	    "\t\tnext hop self;\n"
	    "\t\timport table on;\n"
	    "\t\timport keep filtered on;\n", family);
	because_site(f, in->explain, "ixp.import-limit");
	fprintf(f, "\t\treceive limit %" PRIu32 " action block;\n"
	    "\t\timport filter bf_ixp_import%u;\n"
	    "\t\texport filter bf_ixp_export%u;\n"
	    "\t};\n", import_limit(&in->site->ixp), family, family);
}

void
ixp_template_text(FILE *f, const struct input *in)
{
	router_vrf(f, in);
	because_site(f, in->explain, "ixp.multihop");
	if (in->site->ixp.multihop > 0)
		fprintf(f, "\tmultihop %" PRIu32 ";\n",
		    in->site->ixp.multihop);
	else
		fputs("\tdirect;\n", f);
}

static void
template(FILE *f, const struct input *in)
{
	fputs("\ntemplate bgp bf_participant {\n", f);
	ixp_template_text(f, in);
	fputs("\tpassive on;\n", f);
	channel(f, in, 4);
	channel(f, in, 6);
	fputs("}\n", f);
}

static void
protocol(FILE *f, const struct input *in, const struct prefix *range)
{
	const struct site_ixp *ixp = &in->site->ixp;
	const unsigned family = range->addr.family;
	char text[PREFIX_TEXT], local[ADDR_TEXT];

	fprintf(f, "\nprotocol bgp bf_ixp_%s from bf_participant {\n",
	    range_name(text, range));
	because_site(f, in->explain, ixp->line[IXP_LOCAL] != 0 &&
	    family == ixp->local.family ? "ixp.local" : "ixp.local-ipv6");
	fprintf(f, "\tlocal %s as BF_ASN;\n",
	    addr_print(local, ixp_local(ixp, family)));
	because_site(f, in->explain, "ixp.range");
	fprintf(f, "\tneighbor range %s external;\n"
	    "\tdynamic name \"bf_participant%u_\";\n"
	    "\tipv%u { extended next hop on; };\n"
	    "}\n", prefix_print(text, range), family, family == 4 ? 6u : 4u);
}

static void
station(FILE *f, const struct input *in)
{
	const struct site_bmp *bmp = &in->site->ixp.bmp;
	char text[ADDR_TEXT];

	fprintf(f, "\nprotocol bmp bf_bmp {\n");
	because_site(f, in->explain, "ixp.bmp.address");
	fprintf(f, "\tstation address ip %s port %" PRIu32 ";\n"
	    "\tmonitoring rib in pre_policy on;\n"
	    "\tmonitoring rib in post_policy on;\n"
	    "}\n", addr_print(text, &bmp->address), bmp->port);
}

void
ixp_server_text(FILE *f, const struct input *in)
{
	const struct site_ixp *ixp = &in->site->ixp;

	fputs("# The exchange.\n"
	    "\n", f);
	ixp_policy_text(f, in);
	ixp_export_text(f, in);
	if (ixp->line[IXP_VIA] != 0)
		ixp_range_text(f, in);
	template(f, in);
	for (size_t i = 0; i < ixp->range.n; i++)
		protocol(f, in, &ixp->range.v[i]);
	if (ixp->line[IXP_BMP] != 0)
		station(f, in);
}
