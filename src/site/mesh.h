#ifndef BIRDFEED_MESH_H
#define BIRDFEED_MESH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "site/schema.h"

enum { BABEL_RXCOST, BABEL_KEYS };
struct site_babel {
	uint32_t rxcost; /* RFC 8966's nominal cost of a link */
	unsigned line[BABEL_KEYS];
};

/* All routers, or a list of routers or of pairs of routers. */
struct router_list {
	bool full;
	struct text_list names; /* "ROUTER", or "ROUTER/ROUTER" */
};

enum { MESH_BASE_PORT, MESH_LINKS, MESH_BABEL, MESH_IBGP, MESH_KEYS };
struct site_mesh {
	uint32_t base_port;
	struct router_list links; /* pairs */
	struct site_babel babel;
	struct router_list ibgp; /* full, or reflectors (RFC 4456) */
	unsigned line[MESH_KEYS];
};

extern const struct schema mesh_schema;
void router_list_free(struct router_list *list);
void mesh_free(struct site_mesh *mesh);

#endif
