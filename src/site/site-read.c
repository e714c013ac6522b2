/* Reads the site file. */
#include "site/site-read.h"

#include <stdlib.h>

#include "base/asn.h"
#include "base/mem.h"
#include "site/ibgp-sessions.h"
#include "site/ixp-check.h"
#include "site/lease-api-check.h"
#include "site/leases-settle.h"
#include "site/mesh-check.h"
#include "site/routers-check.h"
#include "site/self-service-check.h"
#include "site/session-defaults.h"
#include "site/sessions.h"

static bool
read_rpki(struct site *site, const struct ynode *map, struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };

	return rpki_read(&site->rpki, map, &reading);
}

static bool
read_sources(struct site *site, const struct ynode *map, struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };

	return sources_read(&site->sources, map, &reading);
}

static bool
read_bogons(struct site *site, const struct ynode *node, struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };

	return both_changes_read(&site->lists.bogons, node, "bogons", &reading);
}

static bool
read_blocked(struct site *site, const struct ynode *node, struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };

	return both_changes_read(&site->lists.blocked, node, "blocked",
	    &reading);
}

static bool
read_transit_free(struct site *site, const struct ynode *node,
    struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };

	return asn_change_read(&site->lists.transit_free, node, &reading);
}

static bool
read_never_via(struct site *site, const struct ynode *node, struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };

	return asn_change_read(&site->lists.never_via_route_servers, node,
	    &reading);
}

/*
 * The sections that need more than their key table, in the order of their
 * dependencies.  A section with LOOKS uses earlier sections, so it is read only
 * if everything before it is correct.
 */
static const struct section {
	const char *key;
	bool (*read)(struct site *site, const struct ynode *node,
	    struct diag *diag);
	bool looks;
	bool whole; /* gets the whole document, not only its section */
} sections[] = {
	{ "routers", routers_read, false, false },
	{ "rpki", read_rpki, false, false },
	{ "sources", read_sources, false, false },
	{ "bogons", read_bogons, false, false },
	{ "blocked", read_blocked, false, false },
	{ "transit-free", read_transit_free, false, false },
	{ "never-via-route-servers", read_never_via, false, false },
	{ "defaults", session_defaults_read, false, false },
	{ "mesh", mesh_read, true, false },
	{ "sessions", neighbors_read, true, true },
	{ "ibgp", ibgp_sessions_read, true, true },
	{ "ixp", ixp_read, true, false },
};

static bool
read_sections(struct site *site, const struct ynode *root, struct diag *diag,
    bool ok)
{
	if (root->kind != YNODE_MAP)
		return ok;
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		const struct ynode *node = ynode_get(root, sections[i].key);

		if (node != NULL && (ok || !sections[i].looks))
			ok &= sections[i].read(site,
			    sections[i].whole ? root : node, diag);
	}
	return ok;
}

struct site *
site_read(const char *file, struct diag *diag)
{
	struct ynode *root = ynode_read(file, DIAG_ERROR, diag);
	struct site *site;
	bool ok;

	if (root == NULL)
		return NULL;
	site = mem_zalloc(sizeof *site);
	site->file = mem_strdup(file);
	ok = schema_read(&site_schema, root, site, file, DIAG_ERROR, diag);
	rpki_default(&site->rpki, site->registry.kind != REGISTRY_NONE);
	ok = read_sections(site, root, diag, ok);
	if (ok && asn_reserved(site->network.asn))
		ok = site_refuse(site, site->network.line[NETWORK_ASN], "asn",
		    "a reserved AS number", diag);
	if (ok)
		ok = self_service_check(site, diag) &&
		    leases_settle(site, diag) && lease_api_check(site, diag);
	peering_default(&site->peering, site->registry.kind == REGISTRY_DN42);
	prefix_list_sort(&site->network.prefixes);
	prefix_list_sort(&site->lans);
	prefix_list_sort(&site->peering.allowed_ips);
	ynode_free(root);
	if (!ok) {
		site_free(site);
		return NULL;
	}
	return site;
}

void
site_free(struct site *site)
{
	if (site == NULL)
		return;
	for (size_t i = 0; i < site->nrouters; i++)
		router_free(&site->routers[i]);
	free(site->routers);
	sources_free(&site->sources);
	mesh_free(&site->mesh);
	ixp_free(&site->ixp);
	rpki_free(&site->rpki);
	neighbors_free(&site->sessions);
	policy_lists_free(&site->lists);
	schema_free(&site_schema, site);
	free(site->file);
	free(site);
}
