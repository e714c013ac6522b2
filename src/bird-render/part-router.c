/* The router: its identity, its own prefixes and the kernel. */
#include "bird-render/part-router.h"

#include <inttypes.h>

#include "bird-render/router.h"
#include "site/ixp.h"

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
	if (in->router->kernel.own_table)
		fragout_table(out, in->router->kernel.table,
		    &in->site->network.prefixes);
}

static void
identity(FILE *f, const struct input *in)
{
	char text[ADDR_TEXT];

	fputs("log syslog all;\n"
	      "timeformat protocol iso long;\n",
	    f);
	/* Without an id, the site gives it the line of the IPv4 address. */
	because_router(f, in->explain, in->router,
	    in->router->line[ROUTER_ID] != in->router->line[ROUTER_IPV4] ||
		    addr_cmp(&in->router->router_id, &in->router->ipv4) != 0 ?
		"router-id" :
		"ipv4");
	fprintf(f, "router id %s;\n\n",
	    addr_print(text, &in->router->router_id));
	because_site(f, in->explain, "network.asn");
	fprintf(f, "define BF_ASN = %" PRIu32 ";\n", in->site->network.asn);
}

/* The set of our prefixes with all their subnets. */
static void
own_set(FILE *f, const struct input *in, unsigned family)
{
	const struct prefix_list *own = &in->site->network.prefixes;
	char text[PREFIX_TEXT];
	bool first = true;

	because_site(f, in->explain, "network.prefixes");
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

/*
 * The set of the exact prefixes that we announce: those of the network, of the
 * router, and the static routes within the network.  BIRD allows duplicates in
 * a set.
 */
static void
announced_set(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *router = in->router;
	const struct prefix_list *lists[] = { &in->site->network.prefixes,
		&router->announce };
	const struct static_routes *routes = &router->static_routes;
	char text[PREFIX_TEXT];
	const char *comma = "";

	because_site(f, in->explain, "network.prefixes");
	if (router_announces(router, family))
		because_router(f, in->explain, router, "announce");
	if (router_has_static(router, family))
		because_router(f, in->explain, router, "static");
	fprintf(f, "define BF_ANNOUNCED%u = [", family);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (size_t j = 0; j < lists[i]->n; j++) {
			if (lists[i]->v[j].addr.family != family)
				continue;
			fprintf(f, "%s %s", comma,
			    prefix_print(text, &lists[i]->v[j]));
			comma = ",";
		}
	for (size_t i = 0; i < routes->n; i++) {
		if (routes->v[i].prefix.addr.family != family ||
		    !site_owns(in->site, &routes->v[i].prefix))
			continue;
		fprintf(f, "%s %s", comma,
		    prefix_print(text, &routes->v[i].prefix));
		comma = ",";
	}
	fputs(*comma == '\0' ? "];\n" : " ];\n", f);
}

/* The routes that we announce.  The aggregate has a lower preference than
 * Babel's routes, because another router of the mesh may have all of it. */
static void
covering(FILE *f, const struct input *in, const char *name,
    const struct prefix_list *list, unsigned family)
{
	const bool aggregate = list == &in->site->network.prefixes;
	const char *way = ixp_here(in->site, in->router) ? "blackhole" :
							   "unreachable";
	char text[PREFIX_TEXT];

	fprintf(f, "\nprotocol static %s%u {\n\tipv%u%s;\n", name, family,
	    family, aggregate ? " { preference 1; }" : "");
	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i].addr.family != family)
			continue;
		if (aggregate)
			because_site(f, in->explain, "network.prefixes");
		else
			because_router(f, in->explain, in->router, "announce");
		fprintf(f, "\troute %s %s;\n", prefix_print(text, &list->v[i]),
		    way);
	}
	fputs("}\n", f);
}

/* Is R a host of ours whose traffic the operator wants dropped?  Sessions with
 * blackhole: true announce it (RFC 7999). */
static bool
is_blackhole_host(const struct input *in, const struct static_route *r)
{
	return in->site->registry.kind == REGISTRY_NONE &&
	    r->way == WAY_BLACKHOLE &&
	    r->prefix.len == addr_bits(&r->prefix.addr) &&
	    site_owns(in->site, &r->prefix);
}

static void
static_route(FILE *f, const struct input *in, const struct static_route *r)
{
	char prefix[PREFIX_TEXT], via[ADDR_TEXT];

	because_line(f, in->explain, r->line[STATIC_PREFIX],
	    "routers.%s.static", in->router->name);
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
	fputs(is_blackhole_host(in, r) ?
		" { bgp_community.add((65535, 666)); };\n" :
		";\n",
	    f);
}

/* The site file's static routes: they go to the kernel, and are preferred to
 * the routes that we announce. */
static void
static_routes(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *router = in->router;
	const struct static_routes *routes = &router->static_routes;

	if (!router_has_static(router, family))
		return;
	fprintf(f, "\nprotocol static bf_route%u {\n", family);
	router_vrf(f, in);
	fprintf(f, "\tipv%u { preference 210; };\n", family);
	for (size_t i = 0; i < routes->n; i++)
		if (routes->v[i].prefix.addr.family == family)
			static_route(f, in, &routes->v[i]);
	fputs("}\n", f);
}

/* BIRD flushes its interfaces if this protocol is renamed.  Without a name it
 * is device1, as in most configurations. */
static void
device(FILE *f, const struct input *in)
{
	const struct site_names *names = &in->router->names;

	putc('\n', f);
	if (names->line[NAMES_DEVICE] != 0)
		because_router(f, in->explain, in->router, "names.device");
	fprintf(f, "protocol device%s%s {\n\tscan time 10;\n}\n",
	    names->device != NULL ? " " : "",
	    names->device != NULL ? names->device : "");
}

static void
direct(FILE *f, const struct input *in)
{
	const struct site_router *router = in->router;

	if (router->direct.n == 0)
		return;
	fputs("\nprotocol direct bf_direct {\n", f);
	router_vrf(f, in);
	fputs("\tipv4;\n"
	      "\tipv6;\n",
	    f);
	because_router(f, in->explain, router, "direct");
	fputs("\tinterface", f);
	for (size_t i = 0; i < router->direct.n; i++)
		fprintf(f, "%s \"%s\"", i > 0 ? "," : "", router->direct.v[i]);
	fputs(";\n}\n", f);
}

/* At an exchange, sessions over IPv4 carry IPv6, but Linux has no IPv6 route
 * with an IPv4 next hop.  The VPN's interface needs no next hop. */
static void
no_ipv4_gateway(FILE *f, const struct input *in)
{
	if (!ixp_here(in->site, in->router))
		return;
	because_site(f, in->explain, "ixp.via");
	if (in->site->ixp.line[IXP_VIA] != 0)
		fprintf(f, "\t\t\tif gw.is_v4 then ifname = \"%s\";\n",
		    in->site->ixp.via);
	else
		fputs("\t\t\tif gw.is_v4 then reject;\n", f);
}

/*
 * The kernel gets null routes for what we announce, which drop packets to
 * unused addresses.  Every other route of the host must be better: a connected
 * IPv6 network has metric 256.
 */
#define NULL_METRIC "4000000000"
#define METRIC "32" /* BIRD's own */

/* If all routes have one metric, a null route would hide the host's own
 * networks of the same length.  In that case there are no null routes. */
static bool
has_metric(const struct input *in)
{
	return in->router->kernel.line[KERNEL_METRIC] != 0;
}

static void
null_routes(FILE *f, const struct input *in, unsigned family)
{
	const bool announces = router_announces(in->router, family);

	if (has_metric(in)) {
		fputs("\t\t\tif source = RTS_STATIC then reject;\n", f);
		return;
	}
	if (announces)
		because_router(f, in->explain, in->router, "announce");
	fprintf(f, "\t\t\tif proto = \"bf_static%u\"", family);
	if (announces)
		fprintf(f, " || proto = \"bf_announce%u\"", family);
	fputs(" then {\n"
	      "\t\t\t\tkrt_metric = " NULL_METRIC ";\n"
	      "\t\t\t\taccept;\n"
	      "\t\t\t}\n"
	      "\t\t\tif source = RTS_STATIC then reject;\n",
	    f);
}

/* Rejects what may not get into the kernel, even if BIRD accepted it. */
static void
kernel_rejects(FILE *f, const struct input *in, unsigned family)
{
	/* BIRD has no route to its next hop, but the host may have one. */
	fputs("\t\t\tif source = RTS_BGP && dest = RTD_UNREACHABLE then "
	      "reject;\n",
	    f);
	if (mesh_there(in->site)) {
		because_site(f, in->explain, "mesh");
		fprintf(f,
		    "\t\t\tif source = RTS_BABEL && net !~ BF_OWN%u "
		    "then reject;\n",
		    family);
	}
	if (in->router->direct.n > 0) {
		because_router(f, in->explain, in->router, "direct");
		fputs("\t\t\tif source = RTS_DEVICE then reject;\n", f);
	}
}

/* The site file's routes, and the routes to the neighbours. */
static void
kernel_static(FILE *f, const struct input *in, unsigned family)
{
	if (router_has_gateway(in, family)) {
		because_site(f, in->explain, "sessions");
		fprintf(f, "\t\t\tif proto = \"bf_gateways%u\" then accept;\n",
		    family);
	}
	if (router_has_static(in->router, family)) {
		because_router(f, in->explain, in->router, "static");
		fprintf(f, "\t\t\tif proto = \"bf_route%u\" then accept;\n",
		    family);
	}
}

static void
kernel_export(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *router = in->router;
	char text[ADDR_TEXT];

	kernel_rejects(f, in, family);
	if (!has_metric(in))
		fputs("\t\t\tkrt_metric = " METRIC ";\n", f);
	kernel_static(f, in, family);
	null_routes(f, in, family);
	if (family == 6)
		no_ipv4_gateway(f, in);
	if (router->line[family == 4 ? ROUTER_IPV4 : ROUTER_IPV6] != 0) {
		because_router(f, in->explain, router,
		    family == 4 ? "ipv4" : "ipv6");
		fprintf(f, "\t\t\tkrt_prefsrc = %s;\n",
		    addr_print(text,
			family == 4 ? &router->ipv4 : &router->ipv6));
	}
	fputs("\t\t\taccept;\n", f);
}

/* The other side's router (--remote) has no names in the site file. */
static void
kernel_name(FILE *f, const struct input *in, unsigned family)
{
	const struct site_names *names = &in->router->names;
	const char *name = family == 4 ? names->kernel4 : names->kernel6;

	if (names->line[family == 4 ? NAMES_KERNEL4 : NAMES_KERNEL6] != 0)
		because_router(f, in->explain, in->router,
		    family == 4 ? "names.kernel4" : "names.kernel6");
	if (name != NULL)
		fprintf(f, "protocol kernel %s {\n", name);
	else
		fprintf(f, "protocol kernel bf_kernel%u {\n", family);
}

static void
kernel(FILE *f, const struct input *in, unsigned family)
{
	const struct site_router *router = in->router;

	putc('\n', f);
	kernel_name(f, in, family);
	router_vrf(f, in);
	fputs("\tscan time 20;\n", f);
	if (has_metric(in))
		because_router(f, in->explain, router, "kernel.metric");
	fprintf(f, "\tmetric %" PRIu32 ";\n",
	    has_metric(in) ? router->kernel.metric :
			     0); /* 0: the filter sets it */
	if (router->kernel.line[KERNEL_TABLE] != 0 ||
	    router->kernel.own_table) {
		because_router(f, in->explain, router, "kernel.table");
		fprintf(f, "\tkernel table %" PRIu32 ";\n",
		    router->kernel.table);
	}
	fprintf(f,
	    "\tipv%u {\n"
	    "\t\timport none;\n"
	    "\t\texport filter {\n",
	    family);
	kernel_export(f, in, family);
	fputs("\t\t};\n"
	      "\t};\n"
	      "}\n",
	    f);
}

/* BFD runs if a session uses it; the first such session is the mark. */
static void
bfd(FILE *f, const struct input *in)
{
	size_t p = 0, n = 0;

	while (p < in->peers.n && !in->peers.v[p].bfd)
		p++;
	while (n < in->nneighbors && !in->neighbors[n].bfd)
		n++;
	if (p == in->peers.n && n == in->nneighbors)
		return;
	putc('\n', f);
	if (p < in->peers.n)
		because_peer(f, in->explain, &in->peers.v[p], PEER_BFD);
	else
		because_neighbor(f, in->explain, &in->neighbors[n],
		    NEIGHBOR_BFD);
	fputs("protocol bfd bf_bfd {\n", f);
	router_vrf(f, in);
	fputs("}\n", f);
}

void
router_core(FILE *f, const struct input *in)
{
	const struct prefix_list *own = &in->site->network.prefixes;

	identity(f, in);
	own_set(f, in, 4);
	own_set(f, in, 6);
	announced_set(f, in, 4);
	announced_set(f, in, 6);
	device(f, in);
	direct(f, in);
	for (unsigned family = 4; family <= 6; family += 2) {
		covering(f, in, "bf_static", own, family);
		if (router_announces(in->router, family))
			covering(f, in, "bf_announce", &in->router->announce,
			    family);
		static_routes(f, in, family);
	}
	if (!in->router->kernel.none) {
		kernel(f, in, 4);
		kernel(f, in, 6);
	}
	bfd(f, in);
}

void
router_text(FILE *f, const struct input *in)
{
	fprintf(f,
	    "# %s, a router of AS%" PRIu32 ".\n"
	    "# Made by birdfeed; apply(8) replaces this file and those "
	    "beside it.\n"
	    "\n",
	    in->router->name, in->site->network.asn);
	router_core(f, in);
}
