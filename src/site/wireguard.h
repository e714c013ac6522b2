#ifndef BIRDFEED_WIREGUARD_H
#define BIRDFEED_WIREGUARD_H

#include <stdint.h>

#include "base/addr.h"
#include "base/prefix.h"
#include "base/wgkey.h"
#include "site/schema.h"

enum {
	WIREGUARD_PUBLIC_KEY,
	WIREGUARD_PRIVATE_KEY_FILE,
	WIREGUARD_BASE_PORT,
	WIREGUARD_LINK_LOCAL,
	WIREGUARD_LINK_LOCAL_PREFIX,
	WIREGUARD_KEYS
};
struct site_wireguard {
	struct wgkey public_key;
	char *private_key_file;
	uint32_t base_port;
	struct addr link_local;
	struct prefix link_local_prefix;
	unsigned line[WIREGUARD_KEYS];
};

extern const struct schema wireguard_schema;

#endif
