/* The links and the iBGP sessions of the mesh, from each router's view. */
#include "site/mesh-links.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

bool
mesh_interface(const char *name)
{
	return strncmp(name, MESH_INTERFACE, strlen(MESH_INTERFACE)) == 0;
}

/* True if LIST has A/B or B/A. */
static bool
lists_pair(const struct router_list *list, const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);

	for (size_t i = 0; i < list->names.n; i++) {
		const char *pair = list->names.v[i];
		size_t n = strcspn(pair, "/");

		if ((n == na && memcmp(pair, a, n) == 0 &&
			strcmp(pair + n + 1, b) == 0) ||
		    (n == nb && memcmp(pair, b, n) == 0 &&
			strcmp(pair + n + 1, a) == 0))
			return true;
	}
	return false;
}

/* Returns 169.254.OURS.THEIRS or fe80::OURS:THEIRS. */
static struct addr
link_addr(unsigned family, uint32_t ours, uint32_t theirs)
{
	struct addr a = { .family = (uint8_t)family };

	if (family == 4) {
		a.bytes[0] = 169;
		a.bytes[1] = 254;
		a.bytes[2] = (uint8_t)ours;
		a.bytes[3] = (uint8_t)theirs;
	} else {
		a.bytes[0] = 0xfe;
		a.bytes[1] = 0x80;
		a.bytes[13] = (uint8_t)ours;
		a.bytes[15] = (uint8_t)theirs;
	}
	return a;
}

static struct addr_pair
link_pair(unsigned family, uint32_t ours, uint32_t theirs)
{
	return (struct addr_pair){ link_addr(family, ours, theirs),
		link_addr(family, theirs, ours) };
}

size_t
mesh_links(const struct site *site, const struct site_router *router,
    struct mesh_link **links)
{
	const struct site_mesh *mesh = &site->mesh;
	struct mesh_link *v = mem_zalloc(site->nrouters * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; mesh_there(site) && i < site->nrouters; i++) {
		const struct site_router *r = &site->routers[i];
		struct mesh_link *link = &v[n];

		if (r == router ||
		    (!mesh->links.full &&
			!lists_pair(&mesh->links, router->name, r->name)))
			continue;
		link->router = r;
		snprintf(link->interface, sizeof link->interface,
		    MESH_INTERFACE "%.8s", r->name);
		link->listen_port = mesh->base_port + r->number;
		link->has_endpoint = r->line[ROUTER_ENDPOINT] != 0;
		link->endpoint = r->endpoint;
		link->endpoint.port = (uint16_t)(mesh->base_port +
		    router->number);
		link->ipv6 = link_pair(6, router->number, r->number);
		link->ipv4 = link_pair(4, router->number, r->number);
		n++;
	}
	*links = v;
	return n;
}

bool
mesh_reflects(const struct site *site, const struct site_router *router)
{
	const struct text_list *names = &site->mesh.ibgp.names;

	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->v[i], router->name) == 0)
			return true;
	return false;
}

bool
mesh_ibgp(const struct site *site, const struct site_router *a,
    const struct site_router *b)
{
	return mesh_there(site) && a != b &&
	    (site->mesh.ibgp.full || mesh_reflects(site, a) ||
		mesh_reflects(site, b));
}
