/* The site file's ixp: a teaching exchange, for its server or a participant. */
#include "site/ixp.h"

#include <stddef.h>
#include <stdlib.h>

#define AT(structure, member) offsetof(struct structure, member)

static const char *const roles[] = { "server", "participant", NULL };

/* In the order of enum ixp_export. */
static const char *const exports[] = { "false", "true", "aggregate", NULL };

static const struct key bmp_keys[] = {
	[BMP_ADDRESS] = { "address", VALUE_ADDR, AT(site_bmp, address),
	    .required = true },
	[BMP_PORT] = { "port", VALUE_NUMBER, AT(site_bmp, port), "1790", 1,
	    65535 },
};
static const struct schema bmp_schema = { "the exchange's bmp", bmp_keys,
	BMP_KEYS, AT(site_bmp, line) };

static const struct key ixp_keys[] = {
	[IXP_ROUTER] = { "router", VALUE_NAME, AT(site_ixp, router) },
	[IXP_LOCAL] = { "local", VALUE_ADDR, AT(site_ixp, local) },
	[IXP_RANGE] = { "range", VALUE_PREFIX, AT(site_ixp, range),
	    .list = true, .one = true },
	[IXP_VIA] = { "via", VALUE_IFNAME, AT(site_ixp, via) },
	[IXP_POOL] = { "pool", VALUE_PREFIX, AT(site_ixp, pool), .list = true,
	    .one = true, .flags = IXP_SERVERS_ONLY },
	[IXP_ROLE] = { "role", VALUE_WORD, AT(site_ixp, role), "server",
	    .words = roles },
	[IXP_LOCAL_IPV6] = { "local-ipv6", VALUE_ADDR, AT(site_ixp, local_ipv6),
	    .min = 6 },
	[IXP_ASN] = { "asn", VALUE_ASN, AT(site_ixp, asn) },
	[IXP_SERVERS] = { "servers", VALUE_OTHER },
	[IXP_MULTIHOP] = { "multihop", VALUE_NUMBER, AT(site_ixp, multihop),
	    "2", 0, 255 },
	[IXP_IMPORT_LIMIT] = { "import-limit", VALUE_NUMBER,
	    AT(site_ixp, import_limit), NULL, 1, 10000000 },
	[IXP_ALLOW_EMPTY] = { "allow-empty", VALUE_BOOL,
	    AT(site_ixp, allow_empty), "false", .flags = IXP_SERVERS_ONLY },
	[IXP_BMP] = { "bmp", VALUE_MAP, AT(site_ixp, bmp), .map = &bmp_schema,
	    .flags = IXP_SERVERS_ONLY },
	[IXP_EXPORT_PARTICIPANTS] = { "export-participants", VALUE_WORD,
	    AT(site_ixp, export_participants), "false", .words = exports,
	    .flags = IXP_SERVERS_ONLY },
	[IXP_RS_CLIENT] = { "rs-client", VALUE_BOOL, AT(site_ixp, rs_client),
	    "false" },
	[IXP_PARTICIPANTS] = { "participants", VALUE_OTHER,
	    .flags = IXP_SERVERS_ONLY },
};
static const struct key site_participant_keys[] = {
	[SITE_PARTICIPANT_NAME] = { "name", VALUE_NAME,
	    AT(site_participant, name), .required = true },
	[SITE_PARTICIPANT_ASN] = { "asn", VALUE_ASN, AT(site_participant, asn),
	    .required = true },
	[SITE_PARTICIPANT_IPV4] = { "ipv4", VALUE_ADDR,
	    AT(site_participant, ipv4), .min = 4 },
	[SITE_PARTICIPANT_IPV6] = { "ipv6", VALUE_ADDR,
	    AT(site_participant, ipv6), .min = 6 },
	[SITE_PARTICIPANT_PREFIXES] = { "prefixes", VALUE_PREFIX,
	    AT(site_participant, prefixes), .list = true, .one = true },
	[SITE_PARTICIPANT_MORE_SPECIFICS] = { "more-specifics", VALUE_BOOL,
	    AT(site_participant, more_specifics), "false" },
};
const struct schema site_participant_schema = { "a participant",
	site_participant_keys, SITE_PARTICIPANT_KEYS,
	AT(site_participant, line) };

const struct schema ixp_schema = { "the exchange", ixp_keys, IXP_KEYS,
	AT(site_ixp, line) };

const struct addr *
ixp_local(const struct site_ixp *ixp, unsigned family)
{
	if (ixp->line[IXP_LOCAL] != 0 && ixp->local.family == family)
		return &ixp->local;
	if (ixp->line[IXP_LOCAL_IPV6] != 0 && family == 6)
		return &ixp->local_ipv6;
	return NULL;
}

void
ixp_free(struct site_ixp *ixp)
{
	for (size_t i = 0; i < ixp->nservers; i++)
		free(ixp->servers[i].name);
	free(ixp->servers);
	for (size_t i = 0; i < ixp->nparticipants; i++)
		schema_free(&site_participant_schema, &ixp->participants[i]);
	free(ixp->participants);
	ixp->participants = NULL;
	ixp->nparticipants = 0;
	ixp->servers = NULL;
	ixp->nservers = 0;
}
