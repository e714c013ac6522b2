/* Reads the exchange of the site file and checks it. */
#include "site/ixp-check.h"

#include <stddef.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"

#define AT(structure, member) offsetof(struct structure, member)

/* An item of the key servers. */
enum { UPLINK_NAME, UPLINK_ADDRESS, UPLINK_KEYS };
struct server {
	char *name;
	struct addr address;
	unsigned line[UPLINK_KEYS];
};
static const struct key server_keys[] = {
	[UPLINK_NAME] = { "name", VALUE_NAME, AT(server, name),
	    .required = true },
	[UPLINK_ADDRESS] = { "address", VALUE_ADDR, AT(server, address),
	    .required = true },
};
static const struct schema server_schema = { "a server of the exchange",
	server_keys, UPLINK_KEYS, AT(server, line) };

static bool
read_server(struct site *site, const struct ynode *node, struct diag *diag)
{
	struct site_ixp *ixp = &site->ixp;
	struct server s = { 0 };

	if (!schema_read(&server_schema, node, &s, site->file, DIAG_ERROR,
		diag)) {
		schema_free(&server_schema, &s);
		return false;
	}
	ixp->servers = mem_resize(ixp->servers, ixp->nservers + 1,
	    sizeof *ixp->servers);
	ixp->servers[ixp->nservers++] = (struct ixp_server){ s.name, s.address,
		s.line[UPLINK_NAME] };
	return true;
}

static bool
read_servers(struct site *site, const struct ynode *list, struct diag *diag)
{
	struct site_ixp *ixp = &site->ixp;
	bool ok = true;

	if (list == NULL)
		return true;
	if (list->kind != YNODE_LIST || list->n == 0)
		return site_refuse(site, list->line, "servers",
		    "expected a list of {name, address}", diag);
	for (size_t i = 0; i < list->n; i++)
		ok &= read_server(site, &list->item[i], diag);
	sort_all(ixp->servers, ixp->nservers, sizeof *ixp->servers,
	    sort_by_text);
	return ok;
}

static bool
reaches_range(const struct site *site, const struct site_participant *p,
    unsigned key, const struct addr *a, struct diag *diag)
{
	return p->line[key] == 0 || prefix_list_contains(&site->ixp.range, a) ||
	    site_refuse(site, p->line[key],
		site_participant_schema.keys[key].name,
		"not in the exchange's "
		"range (expected an address that its sessions accept)",
		diag);
}

static bool
read_participant(struct site *site, const struct ynode *node, struct diag *diag)
{
	struct site_ixp *ixp = &site->ixp;
	struct site_participant *p;

	ixp->participants = mem_resize(ixp->participants,
	    ixp->nparticipants + 1, sizeof *ixp->participants);
	p = &ixp->participants[ixp->nparticipants++];
	*p = (struct site_participant){ 0 };
	if (!schema_read(&site_participant_schema, node, p, site->file,
		DIAG_ERROR, diag))
		return false;
	if (!reaches_range(site, p, SITE_PARTICIPANT_IPV4, &p->ipv4, diag) ||
	    !reaches_range(site, p, SITE_PARTICIPANT_IPV6, &p->ipv6, diag))
		return false;
	for (size_t i = 0; i + 1 < ixp->nparticipants; i++)
		if (strcmp(ixp->participants[i].name, p->name) == 0)
			return site_refuse(site, p->line[SITE_PARTICIPANT_NAME],
			    "name",
			    "another "
			    "participant of this name (expected one)",
			    diag);
	if (p->line[SITE_PARTICIPANT_IPV4] != 0 ||
	    p->line[SITE_PARTICIPANT_IPV6] != 0)
		return true;
	return site_refuse(site, node->line, "ipv4",
	    "missing (expected ipv4 "
	    "or ipv6, the address of the participant's router)",
	    diag);
}

static bool
read_participants(struct site *site, const struct ynode *list,
    struct diag *diag)
{
	bool ok = true;

	if (list == NULL)
		return true;
	if (list->kind != YNODE_LIST)
		return site_refuse(site, list->line, "participants",
		    "expected a list of {name, asn, ipv4, ipv6, prefixes}",
		    diag);
	for (size_t i = 0; i < list->n; i++)
		ok &= read_participant(site, &list->item[i], diag);
	return ok;
}

/* To announce the pool as our own is what network.prefixes are for. */
static bool
check_export(const struct site *site, struct diag *diag)
{
	const struct site_ixp *ixp = &site->ixp;
	const unsigned line = ixp->line[IXP_EXPORT_PARTICIPANTS];
	bool ok = ixp->export_participants != IXP_EXPORT_AGGREGATE ||
	    ixp->pool.n > 0;

	if (ixp->export_participants == IXP_EXPORT_NONE)
		return true;
	if (site->registry.kind != REGISTRY_NONE)
		return site_refuse(site, line, "export-participants",
		    "not "
		    "known in dn42 (expected registry: {kind: none})",
		    diag);
	if (site->sessions.n == 0)
		return site_refuse(site, line, "export-participants",
		    "nobody to export to (expected sessions)", diag);
	for (size_t i = 0; i < ixp->pool.n &&
	     ixp->export_participants == IXP_EXPORT_AGGREGATE;
	     i++)
		ok &= prefix_list_covers(&site->network.prefixes,
		    &ixp->pool.v[i]);
	return ok ||
	    site_refuse(site, line, "export-participants",
		"aggregate: the pool is not in network.prefixes (expected all "
		"of "
		"it there, because we announce those)",
		diag);
}

/* Checks the keys that only a server may have, and the AS number. */
static bool
check_role(struct site *site, struct diag *diag)
{
	struct site_ixp *ixp = &site->ixp;
	const bool server = ixp->role == IXP_SERVER;
	bool ok = true;

	for (unsigned i = 0; i < IXP_KEYS; i++)
		if (!server && ixp->line[i] != 0 &&
		    (ixp_schema.keys[i].flags & IXP_SERVERS_ONLY) != 0)
			ok = site_refuse(site, ixp->line[i],
			    ixp_schema.keys[i].name,
			    "not a participant's "
			    "(expected role: server)",
			    diag);
	if (server && ixp->line[IXP_ASN] == 0)
		ixp->asn = site->network.asn;
	if (server && ixp->asn != site->network.asn)
		ok = site_refuse(site, ixp->line[IXP_ASN], "asn",
		    "not the network's (expected the same, or none)", diag);
	if (!server && ixp->line[IXP_ASN] == 0)
		return site_refuse(site, site->line[SITE_IXP], "asn",
		    "missing (expected the exchange's)", diag);
	if (!server &&
	    (ixp->asn == site->network.asn || asn_reserved(ixp->asn)))
		ok = site_refuse(site, ixp->line[IXP_ASN], "asn",
		    "the network's own, or a reserved AS number (expected "
		    "the exchange's)",
		    diag);
	return ok;
}

static bool
in_range(const struct site_ixp *ixp, unsigned family)
{
	for (size_t i = 0; i < ixp->range.n; i++)
		if (ixp->range.v[i].addr.family == family)
			return true;
	return false;
}

static bool
check_addresses(const struct site *site, struct diag *diag)
{
	const struct site_ixp *ixp = &site->ixp;
	const unsigned line = site->line[SITE_IXP];
	const bool server = ixp->role == IXP_SERVER;
	bool ok = true;

	if (ixp->range.n == 0 && (server || ixp->line[IXP_VIA] != 0))
		ok = site_refuse(site, line, "range",
		    "missing (expected the "
		    "prefixes of the participants' addresses)",
		    diag);
	for (unsigned family = 4; server && family <= 6; family += 2)
		if (in_range(ixp, family) && ixp_local(ixp, family) == NULL)
			ok = site_refuse(site, line,
			    family == 4 ? "local" : "local-ipv6",
			    "missing (expected our address of "
			    "each family in range)",
			    diag);
	if (ixp->line[IXP_LOCAL] != 0 && ixp->line[IXP_LOCAL_IPV6] != 0 &&
	    ixp->local.family == 6)
		ok = site_refuse(site, ixp->line[IXP_LOCAL_IPV6], "local-ipv6",
		    "local is an IPv6 address already "
		    "(expected one of them)",
		    diag);
	/* Without it, BIRD could not reach the next hops of the routes. */
	if (ixp->multihop > 0 && ixp->line[IXP_VIA] == 0)
		ok = site_refuse(site, line, "via",
		    "missing (expected the "
		    "VPN's interface, or multihop: 0 where all are on one "
		    "wire)",
		    diag);
	return ok;
}

/* BMP in BIRD 2.13 was an early version without these settings. */
static bool
check_bmp(const struct site *site, const struct site_router *r,
    struct diag *diag)
{
	if (site->ixp.line[IXP_BMP] == 0 ||
	    (r->bird.line[BIRD_VERSION] != 0 && r->bird.version >= 2014))
		return true;
	return site_refuse(site, site->ixp.line[IXP_BMP], "bmp",
	    "not known to every BIRD (expected the router's bird: {version: "
	    "...} to be 2.14 or newer)",
	    diag);
}

static bool
check_router(const struct site *site, struct diag *diag)
{
	const struct site_ixp *ixp = &site->ixp;
	bool ok = true;

	if (ixp->router == NULL && site->nrouters > 1)
		return site_refuse(site, site->line[SITE_IXP], "router",
		    "missing (expected it, as the site has several)", diag);
	if (ixp->router != NULL && site_find_router(site, ixp->router) == NULL)
		return site_refuse(site, ixp->line[IXP_ROUTER], "router",
		    "an unknown router (expected one of the site's)", diag);
	for (size_t i = 0; i < site->nrouters; i++)
		if (ixp_here(site, &site->routers[i]))
			ok &= check_bmp(site, &site->routers[i], diag);
	return ok;
}

bool
ixp_read(struct site *site, const struct ynode *map, struct diag *diag)
{
	struct prefix_list *range = &site->ixp.range;
	bool ok = read_servers(site, ynode_get(map, "servers"), diag);

	ok &= read_participants(site, ynode_get(map, "participants"), diag);
	ok &= check_role(site, diag);
	ok &= check_export(site, diag);
	ok &= check_addresses(site, diag);
	ok &= check_router(site, diag);
	prefix_list_sort(range);
	for (size_t i = 1; i < range->n; i++)
		if (prefix_contains(&range->v[i - 1], &range->v[i]))
			ok = site_refuse(site, site->ixp.line[IXP_RANGE],
			    "range", "prefixes that overlap", diag);
	return ok;
}
