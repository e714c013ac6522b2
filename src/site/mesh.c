/* The site file's mesh: the links between a network's own routers. */
#include "site/mesh.h"

#include <stddef.h>
#include <stdlib.h>

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

void
router_list_free(struct router_list *list)
{
	for (size_t i = 0; i < list->names.n; i++)
		free(list->names.v[i]);
	free(list->names.v);
	*list = (struct router_list){ 0 };
}

void
mesh_free(struct site_mesh *mesh)
{
	router_list_free(&mesh->links);
	router_list_free(&mesh->ibgp);
}
