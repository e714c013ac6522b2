/* A router's wireguard: its key, its ports and its link-local addresses. */
#include "site/wireguard.h"

#include <stddef.h>

#define AT(structure, member) offsetof(struct structure, member)

static const struct key wireguard_keys[] = {
	[WIREGUARD_PUBLIC_KEY] = { "public-key", VALUE_WGKEY,
	    AT(site_wireguard, public_key), .required = true },
	[WIREGUARD_PRIVATE_KEY_FILE] = { "private-key-file", VALUE_PATH,
	    AT(site_wireguard, private_key_file), .required = true },
	[WIREGUARD_BASE_PORT] = { "base-port", VALUE_NUMBER,
	    AT(site_wireguard, base_port), "52000", 1, 65534 },
	[WIREGUARD_LINK_LOCAL] = { "link-local", VALUE_ADDR,
	    AT(site_wireguard, link_local), .min = 6, .required = true },
	[WIREGUARD_LINK_LOCAL_PREFIX] = { "link-local-prefix", VALUE_PREFIX,
	    AT(site_wireguard, link_local_prefix) },
};
const struct schema wireguard_schema = { "a router's wireguard", wireguard_keys,
	WIREGUARD_KEYS, AT(site_wireguard, line) };
