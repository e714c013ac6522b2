/* The router: its identity, its own prefixes and the kernel. */
#include "router.h"

#include <inttypes.h>

#include "ixp.h"
#include "sessions-part.h"

bool
router_ready(const struct input *in, struct diag *diag)
{
	(void)in;
	(void)diag;
	return true;
}

void
router_framing(struct fragout *out, const struct input *in)
{
	for (size_t i = 0; i < in->router->include.n; i++)
		fragout_depends(out, in->router->include.v[i]);
}

static void
identity(FILE *f, const struct input *in)
{
	char text[ADDR_TEXT];

	fprintf(f, "log syslog all;\n"
	    "timeformat protocol iso long;\n"
	    "router id %s;\n"
	    "\n"
	    "define BF_ASN = %" PRIu32 ";\n",
	    addr_print(text, &in->router->router_id), in->site->network.asn);
}

/* A set of our prefixes and all that lies in them. */
static void
own_set(FILE *f, const struct prefix_list *own, unsigned family)
{
	char text[PREFIX_TEXT];
	bool first = true;

	fprintf(f, "define BF_OWN%u = [", family);
	for (size_t i = 0; i < own->n; i++) {
		if (own->v[i].addr.family != family)
			continue;
		fprintf(f, "%s %s+", first ? "" : ",",
		    prefix_print(text, &own->v[i]));
		first = false;
	}
	fputs(first ? "];\n" : " ];\n", f);
}

/* What we announce; the kernel has its own way to each of them. */
static void
covering(FILE *f, const char *name, const struct prefix_list *list,
    unsigned family, const char *way)
{
	char text[PREFIX_TEXT];

	fprintf(f, "\nprotocol static %s%u {\n\tipv%u;\n", name, family,
	    family);
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].addr.family == family)
			fprintf(f, "\troute %s %s;\n",
			    prefix_print(text, &list->v[i]), way);
	fputs("}\n", f);
}

bool
router_announces(const struct site_router *router, unsigned family)
{
	for (size_t i = 0; i < router->announce.n; i++)
		if (router->announce.v[i].addr.family == family)
			return true;
	return false;
}

const char *
router_own_sources(const struct site_router *router)
{
	return router->direct.n > 0 ? "RTS_STATIC, RTS_DEVICE" : "RTS_STATIC";
}

const char *
router_source_own(const struct site_router *router)
{
	return router->direct.n > 0 ? "!= RTS_BGP" : "= RTS_STATIC";
}

void
router_vrf(FILE *f, const struct site_router *router)
{
	if (router->kernel.vrf != NULL)
		fprintf(f, "\tvrf \"%s\";\n", router->kernel.vrf);
}

static void
static_route(FILE *f, const struct static_route *r)
{
	char prefix[PREFIX_TEXT], via[ADDR_TEXT];

	fprintf(f, "\troute %s ", prefix_print(prefix, &r->prefix));
	switch (r->way) {
	case WAY_VIA:
		fprintf(f, "via %s", addr_print(via, &r->via));
		if (r->interface != NULL)
			fprintf(f, "%%'%s'", r->interface);
		break;
	case WAY_INTERFACE:
		fprintf(f, "via \"%s\"", r->interface);
		break;
	case WAY_BLACKHOLE:
		fputs("blackhole", f);
		break;
	case WAY_UNREACHABLE:
		fputs("unreachable", f);
		break;
	}
	fputs(";\n", f);
}

bool
router_has_static(const struct site_router *router, unsigned family)
{
	for (size_t i = 0; i < router->static_routes.n; i++)
		if (router->static_routes.v[i].prefix.addr.family == family)
			return true;
	return false;
}

/* Those of the site file go to the kernel, and before what we announce. */
static void
static_routes(FILE *f, const struct site_router *router, unsigned family)
{
	const struct static_routes *routes = &router->static_routes;

	if (!router_has_static(router, family))
		return;
	fprintf(f, "\nprotocol static bf_route%u {\n", family);
	router_vrf(f, router);
	fprintf(f, "\tipv%u { preference 210; };\n", family);
	for (size_t i = 0; i < routes->n; i++)
		if (routes->v[i].prefix.addr.family == family)
			static_route(f, &routes->v[i]);
	fputs("}\n", f);
}

static void
direct(FILE *f, const struct site_router *router)
{
	if (router->direct.n == 0)
		return;
	fputs("\nprotocol direct bf_direct {\n", f);
	router_vrf(f, router);
	fputs("\tipv4;\n"
	    "\tipv6;\n"
	    "\tinterface", f);
	for (size_t i = 0; i < router->direct.n; i++)
		fprintf(f, "%s \"%s\"", i > 0 ? "," : "",
		    router->direct.v[i]);
	fputs(";\n}\n", f);
}

/*
 * Sessions over IPv4 carry IPv6 at an exchange, and Linux has no IPv6 route
 * by an IPv4 next hop.  A VPN's interface needs none to send to.
 */
static void
no_ipv4_gateway(FILE *f, const struct input *in)
{
	if (!ixp_here(in->site, in->router))
		return;
	if (in->site->ixp.line[IXP_VIA] != 0)
		fprintf(f, "\t\t\tif gw.is_v4 then ifname = \"%s\";\n",
		    in->site->ixp.via);
	else
		fputs("\t\t\tif gw.is_v4 then reject;\n", f);
}

/* The kernel gets what was learned and the site file's static routes, never
 * what we announce, and not what it told us itself. */
static void
kernel(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *router = in->router;
	bool has_source = router->line[family == 4 ? ROUTER_IPV4 :
	    ROUTER_IPV6] != 0;
	char text[ADDR_TEXT];

	fprintf(f, "\nprotocol kernel bf_kernel%u {\n", family);
	router_vrf(f, router);
	fputs("\tscan time 20;\n", f);
	if (router->kernel.line[KERNEL_TABLE] != 0)
		fprintf(f, "\tkernel table %" PRIu32 ";\n",
		    router->kernel.table);
	fprintf(f, "\tipv%u {\n"
	    "\t\timport none;\n"
	    "\t\texport filter {\n", family);
	if (sessions_gateways(in, family))
		fprintf(f, "\t\t\tif proto = \"bf_gateways%u\" then accept;\n",
		    family);
	if (router_has_static(router, family))
		fprintf(f, "\t\t\tif proto = \"bf_route%u\" then accept;\n",
		    family);
	fputs("\t\t\tif source = RTS_STATIC then reject;\n", f);
	if (router->direct.n > 0)
		fputs("\t\t\tif source = RTS_DEVICE then reject;\n", f);
	if (family == 6)
		no_ipv4_gateway(f, in);
	if (has_source)
		fprintf(f, "\t\t\tkrt_prefsrc = %s;\n", addr_print(text,
		    family == 4 ? &router->ipv4 : &router->ipv6));
	fputs("\t\t\taccept;\n"
	    "\t\t};\n"
	    "\t};\n"
	    "}\n", f);
}

static bool
any_bfd(const struct peers *peers)
{
	for (size_t i = 0; i < peers->n; i++)
		if (peers->v[i].bfd)
			return true;
	return false;
}

void
router_core(FILE *f, const struct input *in)
{
	const struct prefix_list *own = &in->site->network.prefixes;
	const char *way = ixp_here(in->site, in->router) ? "blackhole" :
	    "unreachable";

	identity(f, in);
	own_set(f, own, 4);
	own_set(f, own, 6);
	fputs("\nprotocol device bf_device {\n\tscan time 10;\n}\n", f);
	direct(f, in->router);
	for (unsigned family = 4; family <= 6; family += 2) {
		covering(f, "bf_static", own, family, way);
		if (router_announces(in->router, family))
			covering(f, "bf_announce", &in->router->announce,
			    family, way);
		static_routes(f, in->router, family);
	}
	kernel(f, in, 4);
	kernel(f, in, 6);
	if (any_bfd(&in->peers) || sessions_bfd(in)) {
		fputs("\nprotocol bfd bf_bfd {\n", f);
		router_vrf(f, in->router);
		fputs("}\n", f);
	}
}

void
router_text(FILE *f, const struct input *in)
{
	fprintf(f, "# %s, a router of AS%" PRIu32 ".\n"
	    "# Made by birdfeed; apply(8) replaces this file and those "
	    "beside it.\n"
	    "\n", in->router->name, in->site->network.asn);
	router_core(f, in);
	putc('\n', f);
	parts_includes(f, in);
	for (size_t i = 0; i < in->router->include.n; i++)
		fprintf(f, "include \"%s\";\n", in->router->include.v[i]);
}
