#ifndef BIRDFEED_NETWORK_H
#define BIRDFEED_NETWORK_H

#include <stdint.h>

#include "base/list.h"
#include "site/schema.h"

enum { NETWORK_ASN, NETWORK_PREFIXES, NETWORK_KEYS };
struct site_network {
	uint32_t asn;
	struct prefix_list prefixes;
	unsigned line[NETWORK_KEYS];
};

extern const struct schema network_schema;

#endif
