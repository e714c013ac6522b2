/* Health: does the host still have its routes to its neighbours? */
#include "apply/way-health.h"

#include <string.h>

#include "site/mesh-links.h"
#include "site/sessions.h"

/* Is INTERFACE a tunnel?  Also checks the names of old and new tunnels,
 * because a new tunnel may have the name of a removed one. */
static bool
is_tunnel(const struct situation *s, const char *interface)
{
	return mesh_interface(interface) ||
	    tunnels_find(s->want_tunnels, interface) != NULL ||
	    tunnels_find(s->have_tunnels, interface) != NULL ||
	    interface_is_tunnel(interface);
}

static bool
has_way(const struct situation *s, const struct addr *a)
{
	char interface[16];

	return iproute_get(a, interface) && !is_tunnel(s, interface);
}

/* Ignores link-local addresses: BGP cannot change their route. */
static void
watch(struct addresses *ways, const struct situation *s, const struct addr *a)
{
	if (!addr_is_link_local(a) && has_way(s, a))
		addresses_add(ways, a);
}

static void
watch_endpoints(struct addresses *ways, const struct situation *s,
    const struct wglink *link)
{
	for (size_t i = 0; i < link->npeer; i++)
		if (link->peer[i].endpoint.port != 0 &&
		    link->peer[i].endpoint.addr.family != 0)
			watch(ways, s, &link->peer[i].endpoint.addr);
}

void
way_health_before(struct addresses *ways, const struct site *site,
    const struct situation *s)
{
	struct addresses gateways = { 0 };
	const struct neighbor *v;
	size_t n;

	*ways = (struct addresses){ 0 };
	if (site->registry.kind != REGISTRY_NONE)
		return;
	iproute_gateways(&gateways);
	for (size_t i = 0; i < gateways.n; i++)
		watch(ways, s, &gateways.v[i]);
	addresses_free(&gateways);
	v = neighbors_of(site, s->router->name, &n);
	for (size_t i = 0; i < n; i++) {
		watch(ways, s, &v[i].address);
		for (unsigned family = 4; family <= 6; family += 2)
			if (neighbor_gateway(&v[i], family) != NULL)
				watch(ways, s, neighbor_gateway(&v[i], family));
	}
	for (size_t i = 0; s->links != NULL && i < s->links->n; i++)
		watch_endpoints(ways, s, &s->links->link[i]);
}

bool
way_health_kept(const struct addresses *ways, const struct situation *s,
    struct addr *lost)
{
	for (size_t i = 0; i < ways->n; i++)
		if (!has_way(s, &ways->v[i])) {
			*lost = ways->v[i];
			return false;
		}
	return true;
}
