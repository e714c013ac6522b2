/* The site file's network: its AS number and its prefixes. */
#include "site/network.h"

#include <stddef.h>

#define AT(structure, member) offsetof(struct structure, member)

static const struct key network_keys[] = {
	[NETWORK_ASN] = { "asn", VALUE_ASN, AT(site_network, asn),
	    .required = true },
	[NETWORK_PREFIXES] = { "prefixes", VALUE_PREFIX,
	    AT(site_network, prefixes), .list = true },
};
const struct schema network_schema = { "network", network_keys, NETWORK_KEYS,
	AT(site_network, line) };
