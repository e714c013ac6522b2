/* A participant's router: what it imports from the exchange, and exports to
 * it. */
#include "bird-render/ixp-member.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "bird-render/ixp-server.h"
#include "bird-render/part-roa.h"
#include "bird-render/router.h"
#include "render/bgp-session.h"
#include "site/ixp.h"

#define NAME_TEXT (10 + ADDR_TEXT)

/* A session with one of the servers. */
struct uplink {
	const struct input *in;
	char name[NAME_TEXT]; /* of its protocol */
	struct addr address;
	unsigned line; /* of the site file; 0: from a record */
};

struct uplinks {
	struct uplink *v; /* by address; free(3) it */
	size_t n;
};

/* The protocol's name: a BIRD symbol cannot have "-", "." or ":". */
static void
name_uplink(struct uplink *u, const char *name)
{
	snprintf(u->name, sizeof u->name, "bf_server_%s", name);
	for (char *p = u->name; *p != '\0'; p++)
		if (*p == '-' || *p == '.' || *p == ':')
			*p = '_';
}

static bool
in_range(const struct site_ixp *ixp, const struct addr *a)
{
	return ixp->range.n == 0 || prefix_list_contains(&ixp->range, a);
}

static bool
listed(const struct uplinks *all, const struct addr *a)
{
	for (size_t i = 0; i < all->n; i++)
		if (addr_cmp(&all->v[i].address, a) == 0)
			return true;
	return false;
}

static int
by_address(const void *a, const void *b)
{
	return addr_cmp(&((const struct uplink *)a)->address,
	    &((const struct uplink *)b)->address);
}

/* The servers of the site file, and the addresses of the participant record
 * whose AS is the exchange's: those are servers, too. */
static struct uplinks
uplinks_of(const struct input *in)
{
	const struct site_ixp *ixp = &in->site->ixp;
	const struct participant *p = participants_find(&in->participants,
	    ixp->asn);
	const size_t found = p != NULL ? p->address.n : 0;
	struct uplinks all = {
		mem_zalloc((ixp->nservers + found + 1) * sizeof *all.v), 0
	};
	char text[ADDR_TEXT];

	for (size_t i = 0; i < ixp->nservers; i++) {
		struct uplink *u = &all.v[all.n++];

		u->in = in;
		u->address = ixp->servers[i].address;
		u->line = ixp->servers[i].line;
		name_uplink(u, ixp->servers[i].name);
	}
	for (size_t i = 0; i < found; i++) {
		const struct addr *a = &p->address.v[i];

		if (!in_range(ixp, a) || listed(&all, a))
			continue;
		all.v[all.n].in = in;
		all.v[all.n].address = *a;
		name_uplink(&all.v[all.n++], addr_print(text, a));
	}
	sort_all(all.v, all.n, sizeof *all.v, by_address);
	return all;
}

static bool
distinct(const struct input *in, const struct uplinks *all, struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(all->v[i].name, all->v[j].name) == 0 ||
			    by_address(&all->v[i], &all->v[j]) == 0)
				ok = site_refuse(in->site,
				    in->site->line[SITE_IXP], "servers",
				    "two of one name for BIRD, or of one "
				    "address (expected different ones)",
				    diag);
	return ok;
}

bool
ixp_member_ready(const struct input *in, struct diag *diag)
{
	static const struct place place = { "-", 0 };
	struct uplinks all = uplinks_of(in);
	bool ok = distinct(in, &all, diag);

	if (all.n == 0) {
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "no server of the "
		    "exchange (expected ixp: servers in the site file, or a "
		    "participant record of AS%" PRIu32 " with addresses in "
		    "range)",
		    in->site->ixp.asn);
		ok = false;
	}
	free(all.v);
	return ok;
}

/* Rejects what must never come from the exchange: our own prefixes, the VPN's
 * range, and the default route. */
static void
import_filter(FILE *f, const struct input *in, unsigned family)
{
	const struct prefix_list *range = &in->site->ixp.range;
	char text[PREFIX_TEXT];

	fprintf(f,
	    "\nfilter bf_ixp_import%u\n{\n"
	    "\tif net.len = 0 || net ~ BF_OWN%u then reject;\n",
	    family, family);
	for (size_t i = 0; i < range->n; i++)
		if (range->v[i].addr.family == family) {
			because_site(f, in->explain, "ixp.range");
			fprintf(f, "\tif net ~ [ %s+ ] then reject;\n",
			    prefix_print(text, &range->v[i]));
		}
	roa_guard_call(f, in, family);
	if (roa_checked(in->site)) {
		roa_because(f, in);
		fprintf(f,
		    "\tif roa_check(bf_roa%u, net, bgp_path.last) = "
		    "ROA_INVALID then reject;\n",
		    family);
	}
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	fprintf(f,
	    "%s\taccept;\n"
	    "}\n",
	    in->router->drain ? "\tbgp_local_pref = 0;\n" : "");
}

/* Exports exactly our own prefixes, and nothing else. */
static void
export_filter(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f,
	    "\nfilter bf_ixp_export%u\n{\n"
	    "\tif source = RTS_BGP || net !~ BF_ANNOUNCED%u then reject;\n",
	    family, family);
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	fprintf(f,
	    "%s"
	    "\taccept;\n"
	    "}\n",
	    in->router->drain ? "\tbgp_community.add((65535, 0));\n" : "");
}

static bool
has_prefix(const struct input *in, unsigned family)
{
	const struct prefix_list *own = &in->site->network.prefixes;

	for (size_t i = 0; i < own->n; i++)
		if (own->v[i].addr.family == family)
			return true;
	return router_announces(in->router, family);
}

/* Explain mark: the site's line or the record that names the server. */
static void
because_uplink(FILE *f, const struct input *in, const struct uplink *u)
{
	const struct participant *p;

	if (u->line != 0) {
		because_line(f, in->explain, u->line, "ixp.servers");
		return;
	}
	p = participants_find(&in->participants, in->site->ixp.asn);
	if (p != NULL)
		because_record(f, in->explain, p->place.line,
		    "participant AS%" PRIu32, p->asn);
}

static void
mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	const struct uplink *u = s->context;
	const struct site_ixp *ixp = &u->in->site->ixp;

	switch (option) {
	case BGP_PROTOCOL:
	case BGP_NEIGHBOR:
		because_uplink(f, u->in, u);
		break;
	case BGP_LOCAL_AS:
		if (s->has_local)
			because_site(f, s->explain,
			    addr_cmp(&s->local, &ixp->local) == 0 ?
				"ixp.local" :
				"ixp.local-ipv6");
		break;
	case BGP_MULTIHOP:
		because_site(f, s->explain, "ixp.multihop");
		break;
	case BGP_IMPORT_TABLE:
		roa_because(f, u->in);
		break;
	case BGP_IMPORT_LIMIT:
		because_site(f, s->explain, "ixp.import-limit");
		break;
	case BGP_EXPORT_SELF:
		because_site(f, s->explain, "network.prefixes");
		break;
	case BGP_EXPORT:
		if (s->channel[0].export == NULL ||
		    s->channel[1].export == NULL)
			because_site(f, s->explain, "network.prefixes");
		break;
	default:
		break;
	}
}

static struct bgp_channel
channel(const struct input *in, unsigned family)
{
	const struct site_ixp *ixp = &in->site->ixp;
	const bool exports = has_prefix(in, family);

	return (struct bgp_channel){
		.carried = true,
		/* An import table helps only if a changed ROA can change a
		 * verdict. */
		.import_table = roa_checked(in->site),
		.import_limit = ixp->line[IXP_IMPORT_LIMIT] != 0 ?
		    ixp->import_limit :
		    0,
		.action = "block",
		.import = family == 4 ? "bf_ixp_import4" : "bf_ixp_import6",
		.export_self = exports,
		.export = !exports ? NULL :
		    family == 4	   ? "bf_ixp_export4" :
				     "bf_ixp_export6",
	};
}

static struct bgp_session
session(const struct uplink *u)
{
	const struct input *in = u->in;
	const unsigned family = u->address.family;
	const struct addr *local = ixp_local(&in->site->ixp, family);
	struct bgp_session s = {
		.kind = in->site->ixp.rs_client ? &bgp_server_any_first_as :
						  &bgp_server,
		.explain = in->explain,
		.router = in->router,
		.mark = mark,
		.context = u,
		.name = u->name,
		.template = "bf_ixp",
		.neighbor = u->address,
		.asn = in->site->ixp.asn,
		.asn_symbol = "BF_IXP_ASN",
		.local_asn = in->site->network.asn,
		.multihop = in->site->ixp.multihop,
		.direct = true,
		/* A transparent server does not add its own. */
		.enforce_first_as = !in->site->ixp.rs_client,
		.channel = { channel(in, 4), channel(in, 6) },
	};

	if (local != NULL) {
		s.local = *local;
		s.has_local = true;
	}
	BGP_CHANNEL(&s, family == 4 ? 6 : 4)->extended_next_hop = true;
	return s;
}

void
ixp_member_framing(struct fragout *out, const struct input *in)
{
	struct uplinks all = uplinks_of(in);

	fragout_count(out, "session", all.n);
	for (size_t i = 0; i < all.n; i++) {
		const struct bgp_session s = session(&all.v[i]);

		bgp_session_framing(out, &s);
	}
	free(all.v);
}

void
ixp_member_text(FILE *f, const struct input *in)
{
	struct uplinks all = uplinks_of(in);

	fprintf(f,
	    "# The exchange, AS%" PRIu32 ".\n"
	    "\n",
	    in->site->ixp.asn);
	because_site(f, in->explain, "ixp.asn");
	fprintf(f, "define BF_IXP_ASN = %" PRIu32 ";\n", in->site->ixp.asn);
	for (unsigned family = 4; family <= 6; family += 2) {
		import_filter(f, in, family);
		if (has_prefix(in, family))
			export_filter(f, in, family);
	}
	if (in->site->ixp.line[IXP_VIA] != 0)
		ixp_range_text(f, in);
	for (size_t i = 0; i < all.n; i++) {
		const struct bgp_session s = session(&all.v[i]);

		putc('\n', f);
		if (i == 0) {
			bgp_template_text(f, &s, s.template);
			putc('\n', f);
		}
		bgp_session_text(f, &s);
	}
	free(all.v);
}
