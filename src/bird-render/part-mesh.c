/* The mesh: Babel and iBGP between the network's own routers. */
#include "bird-render/part-mesh.h"

#include <inttypes.h>
#include <stdlib.h>

#include "bird-render/router.h"
#include "site/mesh-links.h"

bool
mesh_wanted(const struct input *in)
{
	return mesh_there(in->site);
}

bool
mesh_ready(const struct input *in, struct diag *diag)
{
	(void)in;
	(void)diag;
	return true;
}

/* A protocol's name for a router: a BIRD symbol has no "-". */
static const char *
session_name(char text[static 40], const struct site_router *r)
{
	snprintf(text, 40, "bf_ibgp_%s", r->name);
	for (char *p = text; *p != '\0'; p++)
		if (*p == '-')
			*p = '_';
	return text;
}

void
mesh_framing(struct fragout *out, const struct input *in)
{
	const struct site *site = in->site;
	const char *vrf = in->router->kernel.vrf;
	char name[40], ours[ADDR_TEXT], theirs[ADDR_TEXT], id[ADDR_TEXT];
	char settings[256];
	unsigned long n = 0;

	for (size_t i = 0; i < site->nrouters; i++)
		n += mesh_ibgp(site, in->router, &site->routers[i]);
	fragout_count(out, "session", n);
	for (size_t i = 0; i < site->nrouters; i++) {
		const struct site_router *r = &site->routers[i];

		if (!mesh_ibgp(site, in->router, r))
			continue;
		snprintf(settings, sizeof settings, "neighbor=%s as=%" PRIu32
		    " local-as=%" PRIu32 " router-id=%s source=%s "
		    "channels=ipv4,ipv6 extended-next-hop=on "
		    "import-table=off rr-client=%s%s%s",
		    addr_print(theirs, &r->ipv6), site->network.asn,
		    site->network.asn, addr_print(id, &in->router->router_id),
		    addr_print(ours, &in->router->ipv6),
		    mesh_reflects(site, in->router) ? "on" : "off",
		    vrf != NULL ? " vrf=" : "", vrf != NULL ? vrf : "");
		fragout_session(out, session_name(name, r), settings);
	}
}

/* Our own addresses, for the others to find; BGP never sees them. */
static void
loopback(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *r = in->router;
	const struct addr *a = family == 4 ? &r->ipv4 : &r->ipv6;
	char text[ADDR_TEXT];

	if (r->line[family == 4 ? ROUTER_IPV4 : ROUTER_IPV6] == 0)
		return;
	fprintf(f, "\nprotocol static bf_loopback%u {\n"
	    "\tipv%u;\n", family, family);
	because_router(f, in->explain, r, family == 4 ? "ipv4" : "ipv6");
	fprintf(f, "\troute %s/%u unreachable;\n"
	    "}\n", addr_print(text, a), addr_bits(a));
}

/* What of ours the others can not know: each route of it lies here only. */
static void
babel_channel(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *router = in->router;

	fprintf(f, "\tipv%u {\n"
	    "\t\timport where net ~ BF_OWN%u;\n"
	    "\t\texport where net ~ BF_OWN%u &&\n"
	    "\t\t\t(source = RTS_BABEL || source = RTS_DEVICE ||\n",
	    family, family, family);
	if (router_announces(router, family)) {
		because_router(f, in->explain, router, "announce");
		fprintf(f, "\t\t\tproto = \"bf_announce%u\" ||\n", family);
	}
	if (router_has_static(router, family)) {
		because_router(f, in->explain, router, "static");
		fprintf(f, "\t\t\tproto = \"bf_route%u\" ||\n", family);
	}
	fprintf(f, "\t\t\tproto = \"bf_loopback%u\");\n"
	    "\t};\n", family);
}

/* Newer BIRDs measure the links, where the site says it has such a one. */
static bool
knows_rtt(const struct site_bird *bird)
{
	return bird->line[BIRD_VERSION] != 0 && bird->version >= 2014;
}

static void
babel(FILE *f, const struct input *in)
{
	struct mesh_link *links;
	size_t n = mesh_links(in->site, in->router, &links);

	fputs("\nprotocol babel bf_babel {\n", f);
	router_vrf(f, in);
	babel_channel(f, in, 4);
	babel_channel(f, in, 6);
	for (size_t i = 0; i < n; i++) {
		because_site(f, in->explain, "mesh.links");
		fprintf(f, "\tinterface \"%s\" {\n", links[i].interface);
		because_router(f, in->explain, in->router, "bird.version");
		fprintf(f, "\t\ttype %s;\n",
		    knows_rtt(&in->router->bird) ? "tunnel" : "wired");
		because_site(f, in->explain, "mesh.babel.rxcost");
		fprintf(f, "\t\trxcost %" PRIu32 ";\n"
		    "\t};\n", in->site->mesh.babel.rxcost);
	}
	fputs("}\n", f);
	free(links);
}

/* What peers said, and is a network of the registry's, and not ours. */
static void
ibgp_filter(FILE *f, unsigned family)
{
	fprintf(f, "\nfilter bf_ibgp%u\n{\n"
	    "\tif source != RTS_BGP then reject;\n"
	    "\tif net ~ BF_OWN%u then reject;\n"
	    "\tbf_network%u();\n"
	    "\taccept;\n"
	    "}\n", family, family, family);
}

static void
ibgp_template(FILE *f, const struct input *in)
{
	const struct site_router *r = in->router;
	char text[ADDR_TEXT];

	fputs("\ntemplate bgp bf_ibgp {\n", f);
	router_vrf(f, in);
	because_router(f, in->explain, r, "ipv6");
	fprintf(f, "\tlocal %s as BF_ASN;\n", addr_print(text, &r->ipv6));
	for (unsigned family = 4; family <= 6; family += 2)
		fprintf(f, "\tipv%u {\n"
		    "%s"
		    "\t\tnext hop self;\n"
		    "\t\timport filter bf_ibgp%u;\n"
		    "\t\texport filter bf_ibgp%u;\n"
		    "\t};\n", family,
		    family == 4 ? "\t\textended next hop on;\n" : "", family,
		    family);
	fputs("}\n", f);
}

static void
ibgp(FILE *f, const struct input *in)
{
	char name[40], text[ADDR_TEXT];

	ibgp_filter(f, 4);
	ibgp_filter(f, 6);
	ibgp_template(f, in);
	for (size_t i = 0; i < in->site->nrouters; i++) {
		const struct site_router *r = &in->site->routers[i];

		if (!mesh_ibgp(in->site, in->router, r))
			continue;
		putc('\n', f);
		because_site(f, in->explain, "mesh.ibgp");
		fprintf(f, "protocol bgp %s from bf_ibgp {\n",
		    session_name(name, r));
		because_router(f, in->explain, r, "ipv6");
		fprintf(f, "\tneighbor %s as BF_ASN;\n",
		    addr_print(text, &r->ipv6));
		if (mesh_reflects(in->site, in->router)) {
			because_site(f, in->explain, "mesh.ibgp");
			fputs("\trr client;\n", f);
		}
		fputs("}\n", f);
	}
}

void
mesh_text(FILE *f, const struct input *in)
{
	fputs("# The network's own routers.\n", f);
	loopback(f, in, 4);
	loopback(f, in, 6);
	babel(f, in);
	ibgp(f, in);
}
