/* The router, as the parts ask about it. */
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

const char *
router_sources_of_own(const struct site_router *router)
{
	return router->direct.n > 0 ? "RTS_STATIC, RTS_DEVICE" : "RTS_STATIC";
}

const char *
router_test_for_own(const struct site_router *router)
{
	return router->direct.n > 0 ? "!= RTS_BGP" : "= RTS_STATIC";
}

void
router_because_direct(FILE *f, const struct input *in)
{
	if (in->router->direct.n > 0)
		because_router(f, in->explain, in->router, "direct");
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
		if (neighbor_given(&in->neighbors[i], NEIGHBOR_GATEWAY) &&
		    in->neighbors[i].gateway.family == family)
			return true;
	return false;
}
