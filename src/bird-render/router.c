/* Questions about the router that several parts ask. */
#include "bird-render/router.h"

bool
router_announces(const struct site_router *router, unsigned family)
{
	for (size_t i = 0; i < router->announce.n; i++)
		if (router->announce.v[i].addr.family == family)
			return true;
	return false;
}

bool
router_has_static(const struct site_router *router, unsigned family)
{
	for (size_t i = 0; i < router->static_routes.n; i++)
		if (router->static_routes.v[i].prefix.addr.family == family)
			return true;
	return false;
}

void
router_only_announced(FILE *f, const struct input *in, unsigned family)
{
	if (in->router->direct.n > 0)
		because_router(f, in->explain, in->router, "direct");
	fprintf(f, "\tif source != RTS_BGP && net !~ BF_ANNOUNCED%u", family);
	/* The site file does not list the direct interfaces' prefixes. */
	if (in->router->direct.n > 0)
		fprintf(f,
		    " &&\n"
		    "\t\t(source != RTS_DEVICE || net !~ BF_OWN%u)",
		    family);
	fputs(" then reject;\n", f);
}

void
router_vrf(FILE *f, const struct input *in)
{
	if (in->router->kernel.vrf == NULL)
		return;
	because_router(f, in->explain, in->router, "kernel.vrf");
	fprintf(f, "\tvrf \"%s\";\n", in->router->kernel.vrf);
}

bool
router_has_gateway(const struct input *in, unsigned family)
{
	for (size_t i = 0; i < in->nneighbors; i++)
		if (neighbor_has_way(&in->neighbors[i]) &&
		    in->neighbors[i].address.family == family)
			return true;
	return false;
}
