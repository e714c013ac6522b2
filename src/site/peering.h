#ifndef BIRDFEED_PEERING_H
#define BIRDFEED_PEERING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "site/schema.h"

enum endpoint_family { FAMILY_BOTH, FAMILY_IPV4, FAMILY_IPV6 };
enum listen_port_rule { LISTEN_PORT_ID, LISTEN_PORT_ASN };
enum {
	PEERING_RESERVED_NETWORKS,
	PEERING_ENDPOINT_FAMILY,
	PEERING_INTERFACE,
	PEERING_PROTOCOL,
	PEERING_LISTEN_PORT,
	PEERING_IMPORT_LIMIT,
	PEERING_ALLOWED_IPS,
	PEERING_KEEPALIVE,
	PEERING_PREFER_DIRECT,
	PEERING_PREFER_LATENCY,
	PEERING_ENFORCE_FIRST_AS,
	PEERING_IMPORT_TABLE,
	PEERING_SOURCE_ADDRESS,
	PEERING_KEYS
};
struct site_peering {
	struct prefix_list reserved_networks;
	unsigned endpoint_family; /* enum endpoint_family */
	char *interface;
	char *protocol;
	unsigned listen_port;  /* enum listen_port_rule */
	uint32_t import_limit; /* routes per channel */
	struct prefix_list allowed_ips;
	uint32_t keepalive;  /* seconds, 0: off */
	bool prefer_direct;  /* prefer the peers' own routes */
	bool prefer_latency; /* prefer a better class */
	/* A configuration older than birdfeed may not have these. */
	bool enforce_first_as;
	bool import_table;
	bool source_address; /* for link-local sessions */
	unsigned line[PEERING_KEYS];
};

extern const struct schema peering_schema;

/* Sets the default of allowed_ips, which depends on the kind of registry. */
void peering_default(struct site_peering *peering, bool dn42);

#endif
