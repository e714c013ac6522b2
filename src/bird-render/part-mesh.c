/* The mesh: Babel and iBGP between the network's own routers. */
#include "bird-render/part-mesh.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "bird-render/internet-policy.h"
#include "bird-render/router.h"
#include "render/bgp-session.h"
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

#define SESSION_NAME 65

/* The protocol's name for a router: the pattern with %n replaced.  A BIRD
 * symbol cannot have "-". */
static const char *
session_name(char text[static SESSION_NAME], const struct input *in,
    const struct site_router *r)
{
	const char *pattern = in->router->names.ibgp;
	const char *name = strstr(pattern, "%n");

	snprintf(text, SESSION_NAME, "%.*s%s%s", (int)(name - pattern), pattern,
	    r->name, name + 2);
	for (char *p = text; *p != '\0'; p++)
		if (*p == '-')
			*p = '_';
	return text;
}

/* The session's context is the router at the other end. */
static void
mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	switch (option) {
	case BGP_PROTOCOL:
	case BGP_RR_CLIENT:
		because_site(f, s->explain, "mesh.ibgp");
		break;
	case BGP_LOCAL_AS:
		because_router(f, s->explain, s->router, "ipv6");
		break;
	case BGP_NEIGHBOR:
		because_router(f, s->explain, s->context, "ipv6");
		break;
	default:
		break;
	}
}

static struct bgp_channel
channel(unsigned family)
{
	return (struct bgp_channel){
		.carried = true,
		.extended_next_hop = family == 4,
		.next_hop_self = true,
		.import = family == 4 ? "bf_ibgp4" : "bf_ibgp6",
		.export = family == 4 ? "bf_ibgp4" : "bf_ibgp6",
	};
}

/* Returns the session with the router R; NAME is its protocol's. */
static struct bgp_session
session(const struct input *in, const struct site_router *r, const char *name)
{
	return (struct bgp_session){
		.kind = &bgp_ibgp,
		.explain = in->explain,
		.router = in->router,
		.mark = mark,
		.context = r,
		.name = name,
		.template = "bf_ibgp",
		.neighbor = r->ipv6,
		.asn = in->site->network.asn,
		.asn_symbol = "BF_ASN",
		.local_asn = in->site->network.asn,
		.local = in->router->ipv6,
		.has_local = true,
		.rr_client = mesh_reflects(in->site, in->router),
		.channel = { channel(4), channel(6) },
	};
}

void
mesh_framing(struct fragout *out, const struct input *in)
{
	const struct site *site = in->site;
	char name[SESSION_NAME];
	unsigned long n = 0;

	for (size_t i = 0; i < site->nrouters; i++)
		n += mesh_ibgp(site, in->router, &site->routers[i]);
	fragout_count(out, "session", n);
	for (size_t i = 0; i < site->nrouters; i++) {
		const struct site_router *r = &site->routers[i];
		struct bgp_session s;

		if (!mesh_ibgp(site, in->router, r))
			continue;
		s = session(in, r, session_name(name, in, r));
		bgp_session_framing(out, &s);
	}
}

/* The router's own addresses, for the other routers.  BGP never sees them. */
static void
loopback(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *r = in->router;
	const struct addr *a = family == 4 ? &r->ipv4 : &r->ipv6;
	char text[ADDR_TEXT];

	if (r->line[family == 4 ? ROUTER_IPV4 : ROUTER_IPV6] == 0)
		return;
	fprintf(f,
	    "\nprotocol static bf_loopback%u {\n"
	    "\tipv%u;\n",
	    family, family);
	because_router(f, in->explain, r, family == 4 ? "ipv4" : "ipv6");
	fprintf(f,
	    "\troute %s/%u unreachable;\n"
	    "}\n",
	    addr_print(text, a), addr_bits(a));
}

/*
 * Exports what other routers cannot know: our routes that only this router
 * has.  Babel cannot reload a channel, so a changed import filter would
 * restart it.  Therefore it imports everything, and the filters behind it
 * reject.
 */
static void
babel_channel(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *router = in->router;

	fprintf(f,
	    "\tipv%u {\n"
	    "\t\tpreference 90;\n"
	    "\t\timport all;\n"
	    "\t\texport where net ~ BF_OWN%u &&\n"
	    "\t\t\t(source = RTS_BABEL || source = RTS_DEVICE ||\n",
	    family, family);
	if (router_announces(router, family)) {
		because_router(f, in->explain, router, "announce");
		fprintf(f, "\t\t\tproto = \"bf_announce%u\" ||\n", family);
	}
	if (router_has_static(router, family)) {
		because_router(f, in->explain, router, "static");
		fprintf(f, "\t\t\tproto = \"bf_route%u\" ||\n", family);
	}
	fprintf(f,
	    "\t\t\tproto = \"bf_loopback%u\");\n"
	    "\t};\n",
	    family);
}

/* BIRD measures the links since 2.14; the site file must give the version. */
static bool
knows_rtt(const struct site_bird *bird)
{
	return bird->line[BIRD_VERSION] != 0 && bird->version >= 2014;
}

/*
 * One pattern covers all links, and is there even without a link.  BIRD 3
 * crashes if an interface block is removed while a route uses it.  With the
 * pattern, the block stays when a link is removed.
 */
static void
babel(FILE *f, const struct input *in)
{
	putc('\n', f);
	if (in->router->names.line[NAMES_BABEL] != 0)
		because_router(f, in->explain, in->router, "names.babel");
	fprintf(f, "protocol babel %s {\n", in->router->names.babel);
	router_vrf(f, in);
	babel_channel(f, in, 4);
	babel_channel(f, in, 6);
	fputs("\tinterface \"" MESH_INTERFACE "*\" {\n", f);
	because_router(f, in->explain, in->router, "bird.version");
	fprintf(f, "\t\ttype %s;\n",
	    knows_rtt(&in->router->bird) ? "tunnel" : "wired");
	because_site(f, in->explain, "mesh.babel.rxcost");
	fprintf(f,
	    "\t\trxcost %" PRIu32 ";\n"
	    "\t};\n"
	    "}\n",
	    in->site->mesh.babel.rxcost);
}

/* Exports what peers announced, if it is a network of the registry and not
 * ours. */
static void
ibgp_filter(FILE *f, const struct input *in, unsigned family)
{
	fprintf(f,
	    "\nfilter bf_ibgp%u\n{\n"
	    "\tif source != RTS_BGP then reject;\n"
	    "\tif net ~ BF_OWN%u",
	    family, family);
	/* A customer's part of our prefixes passes. */
	if (in->site->registry.kind == REGISTRY_NONE)
		fprintf(f, " && (%" PRIu32 ", %u, %u) !~ bgp_large_community",
		    in->site->network.asn, POLICY_RELATION, RELATION_CUSTOMER);
	fprintf(f,
	    " then reject;\n"
	    "\tbf_network%u();\n"
	    "\taccept;\n"
	    "}\n",
	    family);
}

static void
ibgp(FILE *f, const struct input *in)
{
	const struct bgp_session common = session(in, in->router, NULL);
	char name[SESSION_NAME];

	ibgp_filter(f, in, 4);
	ibgp_filter(f, in, 6);
	putc('\n', f);
	bgp_template_text(f, &common, "bf_ibgp");
	for (size_t i = 0; i < in->site->nrouters; i++) {
		const struct site_router *r = &in->site->routers[i];
		struct bgp_session s;

		if (!mesh_ibgp(in->site, in->router, r))
			continue;
		s = session(in, r, session_name(name, in, r));
		putc('\n', f);
		bgp_session_text(f, &s);
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
