/* The site file: its sections, and functions about the whole site. */
#include "site/site.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/near.h"

#define AT(structure, member) offsetof(struct structure, member)

static const struct key site_keys[] = {
	[SITE_NETWORK] = { "network", VALUE_MAP, AT(site, network),
	    .map = &network_schema, .required = true },
	[SITE_REGISTRY] = { "registry", VALUE_MAP, AT(site, registry),
	    .map = &registry_schema },
	[SITE_RPKI] = { "rpki", VALUE_MAP, AT(site, rpki),
	    .map = &rpki_schema },
	[SITE_PEERING] = { "peering", VALUE_MAP, AT(site, peering),
	    .map = &peering_schema },
	[SITE_ROUTERS] = { "routers", VALUE_OTHER, .required = true },
	[SITE_MESH] = { "mesh", VALUE_MAP, AT(site, mesh),
	    .map = &mesh_schema },
	[SITE_DEFAULTS] = { "defaults", VALUE_OTHER },
	[SITE_SESSIONS] = { "sessions", VALUE_OTHER },
	[SITE_IXP] = { "ixp", VALUE_MAP, AT(site, ixp), .map = &ixp_schema },
	[SITE_SOURCES] = { "sources", VALUE_OTHER },
	[SITE_APPLY] = { "apply", VALUE_MAP, AT(site, apply),
	    .map = &apply_schema },
	[SITE_LANS] = { "lans", VALUE_PREFIX, AT(site, lans), .list = true },
	[SITE_SELF_SERVICE] = { "self-service", VALUE_MAP,
	    AT(site, self_service), .map = &self_service_schema },
	[SITE_LEASES] = { "leases", VALUE_MAP, AT(site, leases),
	    .map = &leases_schema },
	[SITE_BOGONS] = { "bogons", VALUE_OTHER },
	[SITE_TRANSIT_FREE] = { "transit-free", VALUE_OTHER },
	[SITE_NEVER_VIA] = { "never-via-route-servers", VALUE_OTHER },
	[SITE_BLOCKED] = { "blocked", VALUE_OTHER },
	[SITE_IBGP] = { "ibgp", VALUE_OTHER },
	[SITE_IRR] = { "irr", VALUE_MAP, AT(site, irr), .map = &irr_schema },
};
const struct schema site_schema = { "the site file", site_keys, SITE_KEYS,
	AT(site, line) };

bool
site_refuse(const struct site *site, unsigned line, const char *field,
    const char *text, struct diag *diag)
{
	struct place place = { site->file, line };

	diag_say(diag, DIAG_ERROR, &place, field, "%s", text);
	return false;
}

const struct site_router *
site_find_router(const struct site *site, const char *name)
{
	for (size_t i = 0; i < site->nrouters; i++)
		if (strcmp(site->routers[i].name, name) == 0)
			return &site->routers[i];
	return NULL;
}

static void
say_no_router(const struct site *site, const char *name, struct diag *diag)
{
	struct place place = { site->file, 0 };
	struct buf text = { 0 };

	near_expected(&text, name, site->routers, site->nrouters,
	    sizeof *site->routers, NEAR_LISTED);
	diag_say(diag, DIAG_ERROR, &place, "routers",
	    "no router \"%s\" "
	    "for -r (%s)",
	    name, buf_cstr(&text));
	buf_free(&text);
}

const struct site_router *
site_router(const struct site *site, const char *name, struct diag *diag)
{
	const struct site_router *r;
	char host[256] = "";

	if (name == NULL && site->nrouters == 1)
		return &site->routers[0];
	if (name == NULL) {
		if (gethostname(host, sizeof host - 1) != 0)
			host[0] = '\0';
		host[strcspn(host, ".")] = '\0';
		name = host;
	}
	r = site_find_router(site, name);
	if (r == NULL)
		say_no_router(site, name, diag);
	return r;
}

void
site_cache_path(struct buf *path, const struct site *site, const char *given,
    const char *name)
{
	if (given != NULL)
		buf_str(path, given);
	else
		buf_printf(path, "%s/%s", site->apply.state_dir, name);
}

bool
site_owns(const struct site *site, const struct prefix *p)
{
	return prefix_list_covers(&site->network.prefixes, p);
}

bool
mesh_there(const struct site *site)
{
	return site->line[SITE_MESH] != 0;
}

bool
ixp_here(const struct site *site, const struct site_router *router)
{
	return site->line[SITE_IXP] != 0 &&
	    (site->ixp.router == NULL ||
		strcmp(site->ixp.router, router->name) == 0);
}
