/* The exchange's sessions: the protocol of a range accepts participants. */
#include "bird-render/ixp-server.h"

#include <inttypes.h>

#include "bird-render/ixp-policy.h"
#include "bird-render/router.h"
#include "render/bgp-session.h"
#include "site/ixp.h"

#define IMPORT_LIMIT 1000

/* Does P belong to this exchange?  participant-parse checks this, too. */
static bool
check(const struct input *in, const struct participant *p, struct diag *diag)
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
		diag_say(diag, DIAG_ERROR, &p->place, "prefix",
		    "%s of AS%" PRIu32 " is not in the exchange's pool",
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
	diag_say(diag, DIAG_ERROR, &place, NULL,
	    "no participant record, "
	    "though the site is an exchange (did participant-parse fail? "
	    "ixp: {allow-empty: true} allows it)");
	return false;
}

/* A prefix in the form that BIRD's names allow: 100_64_0_0_10. */
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

static void
mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	const struct input *in = s->context;
	const struct site_ixp *ixp = &in->site->ixp;

	switch (option) {
	case BGP_MULTIHOP:
		because_site(f, s->explain, "ixp.multihop");
		break;
	case BGP_RECEIVE_LIMIT:
		because_site(f, s->explain, "ixp.import-limit");
		break;
	case BGP_LOCAL_AS:
		because_site(f, s->explain,
		    ixp->line[IXP_LOCAL] != 0 &&
			    s->local.family == ixp->local.family ?
			"ixp.local" :
			"ixp.local-ipv6");
		break;
	case BGP_RS_CLIENT:
	case BGP_NEXT_HOP_KEEP:
		because_site(f, s->explain, "ixp.rs-client");
		break;
	case BGP_RANGE:
		because_site(f, s->explain, "ixp.range");
		break;
	default:
		break;
	}
}

static struct bgp_channel
channel(const struct input *in, unsigned family)
{
	return (struct bgp_channel){
		.carried = true,
		.next_hop_self = !in->site->ixp.rs_client,
		.next_hop_keep = in->site->ixp.rs_client,
		.import_table = true,
		.keep_filtered = true,
		.receive_limit = import_limit(&in->site->ixp),
		.action = "block",
		.import = family == 4 ? "bf_ixp_import4" : "bf_ixp_import6",
		.export = family == 4 ? "bf_ixp_export4" : "bf_ixp_export6",
	};
}

/* What the sessions of all ranges share. */
static struct bgp_session
common(const struct input *in)
{
	return (struct bgp_session){
		.kind = &bgp_range,
		.explain = in->explain,
		.router = in->router,
		.mark = mark,
		.context = in,
		.local_asn = in->site->network.asn,
		.multihop = in->site->ixp.multihop,
		.direct = true,
		.rs_client = in->site->ixp.rs_client,
		.passive = true,
		.channel = { channel(in, 4), channel(in, 6) },
	};
}

#define SESSION_NAME (PREFIX_TEXT + 8)

static struct bgp_session
session(const struct input *in, const struct prefix *range,
    char name[static SESSION_NAME])
{
	const unsigned family = range->addr.family;
	const struct addr *local = ixp_local(&in->site->ixp, family);
	struct bgp_session s = common(in);
	char text[PREFIX_TEXT];

	snprintf(name, SESSION_NAME, "bf_ixp_%s", range_name(text, range));
	s.name = name;
	s.template = "bf_participant";
	s.dynamic_name = family == 4 ? "bf_participant4_" : "bf_participant6_";
	s.range = range;
	s.local = *local;
	s.has_local = true;
	BGP_CHANNEL(&s, family == 4 ? 6 : 4)->extended_next_hop = true;
	return s;
}

void
ixp_server_framing(struct fragout *out, const struct input *in)
{
	const struct site_ixp *ixp = &in->site->ixp;
	char name[SESSION_NAME];

	fragout_count(out, "participant", in->participants.n);
	fragout_count(out, "session", ixp->range.n);
	for (size_t i = 0; i < ixp->range.n; i++) {
		const struct bgp_session s = session(in, &ixp->range.v[i],
		    name);

		bgp_session_framing(out, &s);
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
station(FILE *f, const struct input *in)
{
	const struct site_bmp *bmp = &in->site->ixp.bmp;
	char text[ADDR_TEXT];

	fprintf(f, "\nprotocol bmp bf_bmp {\n");
	because_site(f, in->explain, "ixp.bmp.address");
	fprintf(f,
	    "\tstation address ip %s port %" PRIu32 ";\n"
	    "\tmonitoring rib in pre_policy on;\n"
	    "\tmonitoring rib in post_policy on;\n"
	    "}\n",
	    addr_print(text, &bmp->address), bmp->port);
}

void
ixp_server_text(FILE *f, const struct input *in)
{
	const struct site_ixp *ixp = &in->site->ixp;
	const struct bgp_session all = common(in);
	char name[SESSION_NAME];

	fputs("# The exchange.\n"
	      "\n",
	    f);
	ixp_policy_text(f, in);
	ixp_export_text(f, in);
	if (ixp->line[IXP_VIA] != 0)
		ixp_range_text(f, in);
	putc('\n', f);
	bgp_template_text(f, &all, "bf_participant");
	for (size_t i = 0; i < ixp->range.n; i++) {
		const struct bgp_session s = session(in, &ixp->range.v[i],
		    name);

		putc('\n', f);
		bgp_session_text(f, &s);
	}
	if (ixp->line[IXP_BMP] != 0)
		station(f, in);
}
