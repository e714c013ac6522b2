#ifndef BIRDFEED_SITE_H
#define BIRDFEED_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "site/apply-settings.h"
#include "site/irr-server.h"
#include "site/ixp.h"
#include "site/leases.h"
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
 * The site file (birdfeed-site(5)) as C structures.  Each section has its own
 * header.  Each map has an enum of its keys; line[KEY] is the line of a given
 * value, or 0 if the key has its default or no value.  site_read() reads the
 * file.
 */
enum {
	SITE_NETWORK,
	SITE_REGISTRY,
	SITE_RPKI,
	SITE_PEERING,
	SITE_ROUTERS,
	SITE_MESH,
	SITE_DEFAULTS,
	SITE_SESSIONS,
	SITE_IXP,
	SITE_SOURCES,
	SITE_APPLY,
	SITE_SELF_SERVICE,
	SITE_LEASES,
	SITE_LANS,
	SITE_BOGONS,
	SITE_TRANSIT_FREE,
	SITE_NEVER_VIA,
	SITE_BLOCKED,
	SITE_IRR,
	SITE_IBGP,
	SITE_KEYS
};
struct site {
	char *file;
	struct site_network network;
	struct site_registry registry;
	struct site_rpki rpki;
	struct site_peering peering;
	struct site_router *routers; /* sorted by name */
	size_t nrouters;
	struct site_mesh mesh; /* only if line[SITE_MESH] != 0 */
	struct neighbor_list sessions;
	struct site_ixp ixp; /* only if line[SITE_IXP] != 0 */
	struct site_sources sources;
	struct site_irr irr; /* only if line[SITE_IRR] != 0 */
	struct site_apply apply;
	struct policy_lists lists;
	struct prefix_list lans;	       /* networks of neighbours */
	struct site_self_service self_service; /* see line[] */
	struct site_leases leases; /* only if line[SITE_LEASES] != 0 */
	unsigned line[SITE_KEYS];
};

extern const struct schema site_schema;

/* The router of that name, or NULL. */
const struct site_router *site_find_router(const struct site *site,
    const char *name);
/*
 * The router NAME of the option -r.  If NAME is NULL: the only router, or the
 * router whose name is the first label of this host's name.  NULL if there is
 * none, which has been reported.
 */
const struct site_router *site_router(const struct site *site, const char *name,
    struct diag *diag);
/* Reports an error in the site file.  Always returns false. */
bool site_refuse(const struct site *site, unsigned line, const char *field,
    const char *text, struct diag *diag);
/* Appends the directory of a tool's cache: GIVEN by an option, or if that is
 * NULL, NAME below the site's state-dir. */
void site_cache_path(struct buf *path, const struct site *site,
    const char *given, const char *name);
/* True if one of the network's own prefixes contains P. */
bool site_owns(const struct site *site, const struct prefix *p);
/* True if the site has a mesh. */
bool mesh_there(const struct site *site);
/* True if ROUTER is the server or a participant of the exchange. */
bool ixp_here(const struct site *site, const struct site_router *router);

#endif
