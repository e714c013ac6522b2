#ifndef BIRDFEED_ROUTERS_H
#define BIRDFEED_ROUTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/endpoint.h"
#include "base/list.h"
#include "site/routes.h"
#include "site/schema.h"
#include "site/wireguard.h"

enum { BIRD_VERSION, BIRD_USER, BIRD_GROUP, BIRD_CONTROL_SOCKET, BIRD_KEYS };
struct site_bird {
	uint32_t version; /* 2.17 is 2017; see line[] */
	char *user;
	char *group;
	char *control_socket;
	unsigned line[BIRD_KEYS];
};

/* The kernel's own tables: default, main and local. */
#define KERNEL_FIRST_TABLE 253u
#define KERNEL_LAST_TABLE 255u
#define KERNEL_OWN_TABLE 4242u /* see own_table */

enum { KERNEL_TABLE, KERNEL_VRF, KERNEL_METRIC, KERNEL_KEYS };
struct site_kernel {
	uint32_t table;
	char *vrf;	 /* NULL: none */
	uint32_t metric; /* of all routes; 0: each has its own */
	bool none;	 /* BIRD fills no table */
	bool own_table;	 /* not the host's: see apply(8) */
	unsigned line[KERNEL_KEYS];
};

/* Names of protocols, to keep those of a configuration older than birdfeed. */
enum {
	NAMES_DEVICE,
	NAMES_KERNEL4,
	NAMES_KERNEL6,
	NAMES_BABEL,
	NAMES_IBGP,
	NAMES_KEYS
};
struct site_names {
	char *device; /* NULL: BIRD's own, device1 */
	char *kernel4;
	char *kernel6;
	char *babel;
	char *ibgp; /* a pattern */
	unsigned line[NAMES_KEYS];
};

enum {
	ROUTER_NUMBER,
	ROUTER_IPV4,
	ROUTER_IPV6,
	ROUTER_ID,
	ROUTER_ENDPOINT,
	ROUTER_REGION,
	ROUTER_COUNTRY,
	ROUTER_BANDWIDTH,
	ROUTER_CRYPTO,
	ROUTER_BIRD,
	ROUTER_KERNEL,
	ROUTER_INCLUDE,
	ROUTER_DRAIN,
	ROUTER_WIREGUARD,
	ROUTER_ANNOUNCE,
	ROUTER_STATIC,
	ROUTER_DIRECT,
	ROUTER_NAMES,
	ROUTER_HOOKS,
	ROUTER_BLACKHOLE,
	ROUTER_KEYS
};
struct site_router {
	char *name;
	unsigned name_line;
	uint32_t number;
	struct addr ipv4;
	struct addr ipv6;
	struct addr router_id;
	struct endpoint endpoint;
	uint32_t region;
	uint32_t country;
	uint32_t bandwidth;
	uint32_t crypto;
	struct site_bird bird;
	struct site_kernel kernel;
	struct text_list include;
	bool drain;
	struct site_wireguard wireguard;
	struct prefix_list announce; /* in addition to the network's */
	struct static_routes static_routes;
	struct text_list direct; /* interfaces, or patterns */
	struct site_names names;
	struct text_list hooks;	      /* files that define the hooks */
	struct prefix_list blackhole; /* some of our hosts */
	unsigned line[ROUTER_KEYS];
};

extern const struct schema router_schema;

/* Frees the content of the router, but not the struct. */
void router_free(struct site_router *router);

#endif
