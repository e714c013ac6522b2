#ifndef BIRDFEED_SITE_H
#define BIRDFEED_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "site/apply-settings.h"
#include "site/ixp.h"
#include "site/mesh.h"
#include "site/neighbor.h"
#include "site/network.h"
#include "site/peering.h"
#include "site/policy-lists.h"
#include "site/registry-kind.h"
#include "site/routers.h"
#include "site/rpki.h"
#include "site/schema.h"
#include "site/self-service.h"
#include "site/sources.h"

/*
 * The site file (birdfeed-site(5)) as C structures; each section has its own
 * header.  Each map has an enum of its keys; line[KEY] is the line that a
 * value was given on, 0 where it has its default or none.  site-read.h reads
 * it.
 */
enum { SITE_NETWORK, SITE_REGISTRY, SITE_RPKI, SITE_PEERING, SITE_ROUTERS,
	SITE_MESH, SITE_DEFAULTS, SITE_SESSIONS, SITE_IXP, SITE_SOURCES,
	SITE_APPLY, SITE_SELF_SERVICE, SITE_LANS,
	SITE_BOGONS, SITE_TRANSIT_FREE, SITE_NEVER_VIA, SITE_BLOCKED,
	SITE_KEYS };
struct site {
	char *file;
	struct site_network network;
	struct site_registry registry;
	struct site_rpki rpki;
	struct site_peering peering;
	struct site_router *routers;	/* by name */
	size_t nrouters;
	struct site_mesh mesh;		/* there when line[SITE_MESH] is */
	struct neighbor_list sessions;
	struct site_ixp ixp;		/* there when line[SITE_IXP] is */
	struct site_sources sources;
	struct site_apply apply;
	struct policy_lists lists;
	struct prefix_list lans;	/* networks of neighbours */
	struct site_self_service self_service;	/* line[]: there at all? */
	unsigned line[SITE_KEYS];
};

extern const struct schema site_schema;

/* The router of that name, or NULL. */
const struct site_router *site_find_router(const struct site *site,
    const char *name);
/*
 * The router that -r NAME means; with NAME NULL the only one, or the one
 * named like this host (its first label).  NULL after an error was reported.
 */
const struct site_router *site_router(const struct site *site,
    const char *name, struct diag *diag);
/* Reports an error of the site file; returns false. */
bool site_refuse(const struct site *site, unsigned line, const char *field,
    const char *text, struct diag *diag);
/* Does one of the network's own prefixes contain P? */
bool site_owns(const struct site *site, const struct prefix *p);
/* Does the site have a mesh? */
bool mesh_there(const struct site *site);
/* Does ROUTER take part in an exchange, as its server or as a participant? */
bool ixp_here(const struct site *site, const struct site_router *router);

#endif
