/* The mesh: the links and iBGP sessions between a network's own routers. */
#include "site/mesh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define AT(structure, member) offsetof(struct structure, member)

static const struct key babel_keys[] = {
	[BABEL_RXCOST] = { "rxcost", VALUE_NUMBER, AT(site_babel, rxcost),
	    "123", 1, 65534 },
};
static const struct schema babel_schema = { "the mesh's babel", babel_keys,
	BABEL_KEYS, AT(site_babel, line) };

static const struct key mesh_keys[] = {
	[MESH_BASE_PORT] = { "base-port", VALUE_NUMBER,
	    AT(site_mesh, base_port), "51800", 1, 65281 },
	[MESH_LINKS] = { "links", VALUE_OTHER },
	[MESH_BABEL] = { "babel", VALUE_MAP, AT(site_mesh, babel),
	    .map = &babel_schema },
	[MESH_IBGP] = { "ibgp", VALUE_OTHER },
};
const struct schema mesh_schema = { "mesh", mesh_keys, MESH_KEYS,
	AT(site_mesh, line) };

static bool
mesh_name(const struct site *site, const struct ynode *node, bool pairs,
    struct diag *diag)
{
	const char *slash = pairs ? strchr(node->text, '/') : NULL;
	char *first = mem_strndup(node->text, slash != NULL ?
	    (size_t)(slash - node->text) : node->len);
	bool ok = site_find_router(site, first) != NULL &&
	    (!pairs || (slash != NULL && strcmp(first, slash + 1) != 0 &&
	    site_find_router(site, slash + 1) != NULL));

	free(first);
	return ok || site_refuse(site, node->line, "mesh", pairs ? "an unknown "
	    "link (expected ROUTER/ROUTER, two routers of the site)" :
	    "an unknown router (expected one of the site's)", diag);
}

/* "full", or a list of routers or of pairs of them. */
static bool
read_router_list(struct site *site, const struct ynode *node, bool pairs,
    struct router_list *list, struct diag *diag)
{
	struct text_list *names = &list->names;
	bool ok = true;

	list->full = node == NULL || (node->kind == YNODE_SCALAR &&
	    strcmp(node->text, "full") == 0);
	if (list->full)
		return true;
	if (node->kind != YNODE_LIST || node->n == 0)
		return site_refuse(site, node->line, "mesh", pairs ?
		    "expected full, or a list of ROUTER/ROUTER" :
		    "expected full, or a list of routers that reflect", diag);
	for (size_t i = 0; i < node->n; i++) {
		const struct ynode *item = &node->item[i];

		if (item->kind != YNODE_SCALAR) {
			ok = site_refuse(site, item->line, "mesh",
			    "expected a list of names", diag);
			continue;
		}
		ok &= mesh_name(site, item, pairs, diag);
		names->v = mem_resize(names->v, names->n + 1,
		    sizeof *names->v);
		names->v[names->n++] = mem_strndup(item->text, item->len);
	}
	return ok;
}

/* What a link and an iBGP session are made of. */
static bool
check_mesh_router(const struct site *site, const struct site_router *r,
    struct diag *diag)
{
	bool ok = true;

	if (r->line[ROUTER_NUMBER] == 0 || r->number > 254)
		ok = site_refuse(site, r->name_line, "number", "missing or over "
		    "254 (expected it, as the site has a mesh)", diag);
	if (r->line[ROUTER_IPV6] == 0)
		ok = site_refuse(site, r->name_line, "ipv6", "missing (expected "
		    "it, as the site has a mesh)", diag);
	if (r->line[ROUTER_WIREGUARD] == 0)
		ok = site_refuse(site, r->name_line, "wireguard", "missing "
		    "(expected it, as the site has a mesh)", diag);
	if (strlen(r->name) > 15 - strlen("wg-int-"))
		ok = site_refuse(site, r->name_line, "routers", "a name over 8 "
		    "long, which makes no interface wg-int-NAME", diag);
	return ok;
}

/* Of the two ends of a link one has to know where the other is. */
static bool
check_endpoints(const struct site *site, struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < site->nrouters; i++) {
		const struct site_router *r = &site->routers[i];
		struct mesh_link *links;
		size_t n = mesh_links(site, r, &links);

		for (size_t j = 0; j < n; j++)
			if (!links[j].has_endpoint &&
			    r->line[ROUTER_ENDPOINT] == 0)
				ok = site_refuse(site, r->name_line, "endpoint",
				    "missing, and so it is at the other end "
				    "of a link of the mesh", diag);
		free(links);
	}
	return ok;
}

bool
mesh_read(struct site *site, const struct ynode *map, struct diag *diag)
{
	bool ok = true;

	ok &= read_router_list(site, ynode_get(map, "links"), true,
	    &site->mesh.links, diag);
	ok &= read_router_list(site, ynode_get(map, "ibgp"), false,
	    &site->mesh.ibgp, diag);
	for (size_t i = 0; i < site->nrouters; i++)
		ok &= check_mesh_router(site, &site->routers[i], diag);
	return ok && check_endpoints(site, diag);
}

static void
free_list(struct router_list *list)
{
	for (size_t i = 0; i < list->names.n; i++)
		free(list->names.v[i]);
	free(list->names.v);
	*list = (struct router_list){ 0 };
}

void
mesh_free(struct site_mesh *mesh)
{
	free_list(&mesh->links);
	free_list(&mesh->ibgp);
}

/* Does LIST hold A/B or B/A? */
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

/* 169.254.OURS.THEIRS or fe80::OURS:THEIRS. */
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

bool
mesh_there(const struct site *site)
{
	return site->line[SITE_MESH] != 0;
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

		if (r == router || (!mesh->links.full &&
		    !lists_pair(&mesh->links, router->name, r->name)))
			continue;
		link->router = r;
		snprintf(link->interface, sizeof link->interface,
		    "wg-int-%.8s", r->name);
		link->listen_port = mesh->base_port + r->number;
		link->has_endpoint = r->line[ROUTER_ENDPOINT] != 0;
		link->endpoint = r->endpoint;
		link->endpoint.port =
		    (uint16_t)(mesh->base_port + router->number);
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
	return mesh_there(site) && a != b && (site->mesh.ibgp.full ||
	    mesh_reflects(site, a) || mesh_reflects(site, b));
}
