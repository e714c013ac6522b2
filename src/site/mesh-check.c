/* Reads the mesh of the site file and checks it against the routers. */
#include "site/mesh-check.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "site/mesh-links.h"

static bool
router_list_name(const struct site *site, const struct ynode *node, bool pairs,
    const char *field, struct diag *diag)
{
	const char *slash = pairs ? strchr(node->text, '/') : NULL;
	char *first = mem_strndup(node->text,
	    slash != NULL ? (size_t)(slash - node->text) : node->len);
	bool ok = site_find_router(site, first) != NULL &&
	    (!pairs ||
		(slash != NULL && strcmp(first, slash + 1) != 0 &&
		    site_find_router(site, slash + 1) != NULL));

	free(first);
	return ok ||
	    site_refuse(site, node->line, field,
		pairs ?
		    "an unknown "
		    "link (expected ROUTER/ROUTER, two routers of the site)" :
		    "an unknown router (expected one of the site's)",
		diag);
}

bool
router_list_read(struct site *site, const struct ynode *node, bool pairs,
    const char *field, struct router_list *list, struct diag *diag)
{
	struct text_list *names = &list->names;
	bool ok = true;

	list->full = node == NULL ||
	    (node->kind == YNODE_SCALAR && strcmp(node->text, "full") == 0);
	if (list->full)
		return true;
	if (node->kind != YNODE_LIST || node->n == 0)
		return site_refuse(site, node->line, field,
		    pairs ? "expected full, or a list of ROUTER/ROUTER" :
			    "expected full, or a list of routers that reflect",
		    diag);
	for (size_t i = 0; i < node->n; i++) {
		const struct ynode *item = &node->item[i];

		if (item->kind != YNODE_SCALAR) {
			ok = site_refuse(site, item->line, field,
			    "expected a list of names", diag);
			continue;
		}
		ok &= router_list_name(site, item, pairs, field, diag);
		names->v = mem_resize(names->v, names->n + 1, sizeof *names->v);
		names->v[names->n++] = mem_strndup(item->text, item->len);
	}
	return ok;
}

/* Checks that the router has what a link and an iBGP session need. */
static bool
check_mesh_router(const struct site *site, const struct site_router *r,
    struct diag *diag)
{
	bool ok = true;

	if (r->line[ROUTER_NUMBER] == 0 || r->number > 254)
		ok = site_refuse(site, r->name_line, "number",
		    "missing or "
		    "over 254 (expected it, as the site has a mesh)",
		    diag);
	if (r->line[ROUTER_IPV6] == 0)
		ok = site_refuse(site, r->name_line, "ipv6",
		    "missing "
		    "(expected it, as the site has a mesh)",
		    diag);
	if (r->line[ROUTER_WIREGUARD] == 0)
		ok = site_refuse(site, r->name_line, "wireguard",
		    "missing "
		    "(expected it, as the site has a mesh)",
		    diag);
	if (strlen(r->name) > 15 - strlen(MESH_INTERFACE))
		ok = site_refuse(site, r->name_line, "routers",
		    "a name over 8 "
		    "long, which makes no interface wg-int-NAME",
		    diag);
	return ok;
}

/* At least one router of a link must have an endpoint. */
static bool
has_endpoint(const struct site *site, const struct site_router *r,
    const struct mesh_link *link, struct diag *diag)
{
	return link->has_endpoint || r->line[ROUTER_ENDPOINT] != 0 ||
	    site_refuse(site, r->name_line, "endpoint",
		"missing, and so it is at the other end "
		"of a link of the mesh",
		diag);
}

/* WireGuard ignores a peer that has the interface's own key.  Reported once
 * for both ends. */
static bool
has_own_key(const struct site *site, const struct site_router *r,
    const struct mesh_link *link, struct diag *diag)
{
	const struct site_wireguard *ours = &r->wireguard;
	struct buf text = { 0 };

	if (strcmp(r->name, link->router->name) < 0 ||
	    !wgkey_equal(&ours->public_key,
		&link->router->wireguard.public_key))
		return true;
	buf_printf(&text,
	    "router %s has the same, and the mesh links them "
	    "(expected a key of its own)",
	    link->router->name);
	site_refuse(site, ours->line[WIREGUARD_PUBLIC_KEY], "public-key",
	    buf_cstr(&text), diag);
	buf_free(&text);
	return false;
}

static bool
check_links(const struct site *site, struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < site->nrouters; i++) {
		const struct site_router *r = &site->routers[i];
		struct mesh_link *links;
		size_t n = mesh_links(site, r, &links);

		for (size_t j = 0; j < n; j++) {
			ok &= has_endpoint(site, r, &links[j], diag);
			ok &= has_own_key(site, r, &links[j], diag);
		}
		free(links);
	}
	return ok;
}

bool
mesh_read(struct site *site, const struct ynode *map, struct diag *diag)
{
	bool ok = true;

	ok &= router_list_read(site, ynode_get(map, "links"), true, "mesh",
	    &site->mesh.links, diag);
	ok &= router_list_read(site, ynode_get(map, "ibgp"), false, "mesh",
	    &site->mesh.ibgp, diag);
	for (size_t i = 0; i < site->nrouters; i++)
		ok &= check_mesh_router(site, &site->routers[i], diag);
	return ok && check_links(site, diag);
}
