/* A router of the site file: its addresses, its BIRD, its kernel. */
#include "site/routers.h"

#include <stddef.h>
#include <stdlib.h>

#define AT(structure, member) offsetof(struct structure, member)

static const struct key bird_keys[] = {
	[BIRD_VERSION] = { "version", VALUE_VERSION, AT(site_bird, version) },
	[BIRD_USER] = { "user", VALUE_USER, AT(site_bird, user), "bird" },
	[BIRD_GROUP] = { "group", VALUE_USER, AT(site_bird, group), "bird" },
	[BIRD_CONTROL_SOCKET] = { "control-socket", VALUE_PATH,
	    AT(site_bird, control_socket), "/run/bird/bird.ctl" },
};
static const struct schema bird_schema = { "a router's bird", bird_keys,
	BIRD_KEYS, AT(site_bird, line) };

static const struct key kernel_keys[] = {
	[KERNEL_TABLE] = { "table", VALUE_NUMBER, AT(site_kernel, table), "254",
	    1, UINT32_MAX },
	[KERNEL_VRF] = { "vrf", VALUE_IFNAME, AT(site_kernel, vrf) },
	[KERNEL_METRIC] = { "metric", VALUE_NUMBER, AT(site_kernel, metric),
	    NULL, 1, UINT32_MAX },
};
static const struct schema kernel_schema = { "a router's kernel", kernel_keys,
	KERNEL_KEYS, AT(site_kernel, line) };

static const struct key names_keys[] = {
	[NAMES_DEVICE] = { "device", VALUE_SYMBOL, AT(site_names, device) },
	[NAMES_KERNEL4] = { "kernel4", VALUE_SYMBOL, AT(site_names, kernel4),
	    "bf_kernel4" },
	[NAMES_KERNEL6] = { "kernel6", VALUE_SYMBOL, AT(site_names, kernel6),
	    "bf_kernel6" },
	[NAMES_BABEL] = { "babel", VALUE_SYMBOL, AT(site_names, babel),
	    "bf_babel" },
	[NAMES_IBGP] = { "ibgp", VALUE_PATTERN, AT(site_names, ibgp),
	    "bf_ibgp_%n" },
};
static const struct schema names_schema = { "a router's names", names_keys,
	NAMES_KEYS, AT(site_names, line) };

static const struct key router_keys[] = {
	[ROUTER_NUMBER] = { "number", VALUE_NUMBER, AT(site_router, number),
	    NULL, 1, 65535 },
	[ROUTER_IPV4] = { "ipv4", VALUE_ADDR, AT(site_router, ipv4), .min = 4 },
	[ROUTER_IPV6] = { "ipv6", VALUE_ADDR, AT(site_router, ipv6), .min = 6 },
	[ROUTER_ID] = { "router-id", VALUE_ADDR, AT(site_router, router_id),
	    .min = 4 },
	[ROUTER_ENDPOINT] = { "endpoint", VALUE_HOST,
	    AT(site_router, endpoint) },
	[ROUTER_REGION] = { "region", VALUE_NUMBER, AT(site_router, region),
	    NULL, 41, 57 },
	[ROUTER_COUNTRY] = { "country", VALUE_NUMBER, AT(site_router, country),
	    NULL, 1, 999 },
	[ROUTER_BANDWIDTH] = { "bandwidth", VALUE_NUMBER,
	    AT(site_router, bandwidth), NULL, 21, 29 },
	[ROUTER_CRYPTO] = { "crypto", VALUE_NUMBER, AT(site_router, crypto),
	    NULL, 31, 36 },
	[ROUTER_BIRD] = { "bird", VALUE_MAP, AT(site_router, bird),
	    .map = &bird_schema },
	[ROUTER_KERNEL] = { "kernel", VALUE_MAP, AT(site_router, kernel),
	    .map = &kernel_schema, .none = AT(site_router, kernel.none) },
	[ROUTER_INCLUDE] = { "include", VALUE_PATH, AT(site_router, include),
	    .list = true },
	[ROUTER_DRAIN] = { "drain", VALUE_BOOL, AT(site_router, drain),
	    "false" },
	[ROUTER_WIREGUARD] = { "wireguard", VALUE_MAP,
	    AT(site_router, wireguard), .map = &wireguard_schema },
	[ROUTER_ANNOUNCE] = { "announce", VALUE_PREFIX,
	    AT(site_router, announce), .list = true },
	[ROUTER_STATIC] = { "static", VALUE_OTHER },
	[ROUTER_DIRECT] = { "direct", VALUE_IFPATTERN, AT(site_router, direct),
	    .list = true },
	[ROUTER_NAMES] = { "names", VALUE_MAP, AT(site_router, names),
	    .map = &names_schema },
	[ROUTER_HOOKS] = { "hooks", VALUE_PATH, AT(site_router, hooks),
	    .list = true },
	[ROUTER_BLACKHOLE] = { "blackhole", VALUE_PREFIX,
	    AT(site_router, blackhole), .list = true },
};
const struct schema router_schema = { "a router", router_keys, ROUTER_KEYS,
	AT(site_router, line) };

void
router_free(struct site_router *router)
{
	free(router->name);
	routes_free(&router->static_routes);
	schema_free(&router_schema, router);
}
