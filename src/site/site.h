#ifndef BIRDFEED_SITE_H
#define BIRDFEED_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/endpoint.h"
#include "base/wgkey.h"
#include "site/neighbor.h"
#include "site/schema.h"

/*
 * The site file (birdfeed-site(5)) as C structures.  Each map has an enum
 * of its keys; line[KEY] is the line a value was given on, 0 where it is
 * the default or there is none.
 */

enum { NETWORK_ASN, NETWORK_PREFIXES, NETWORK_KEYS };
struct site_network {
	uint32_t asn;
	struct prefix_list prefixes;
	unsigned line[NETWORK_KEYS];
};

enum registry_kind { REGISTRY_DN42, REGISTRY_NONE };
enum { REGISTRY_KIND, REGISTRY_KEYS };
struct site_registry {
	unsigned kind;			/* enum registry_kind */
	unsigned line[REGISTRY_KEYS];
};

enum { SERVER_ADDRESS, SERVER_PORT, SERVER_REFRESH, SERVER_RETRY,
	SERVER_EXPIRE, SERVER_KEYS };
struct rpki_server {
	struct endpoint address;	/* its port is not used */
	uint32_t port;
	uint32_t refresh, retry, expire;	/* seconds; see line[] */
	unsigned line[SERVER_KEYS];
};

enum { EXPECT_PREFIX, EXPECT_ASN, EXPECT_KEYS };
struct rpki_expect {
	struct prefix prefix;
	uint32_t asn;
	unsigned line[EXPECT_KEYS];
};

enum { RPKI_STATIC, RPKI_SERVERS, RPKI_EXPECT, RPKI_KEYS };
struct site_rpki {
	bool static_tables;
	struct rpki_server *servers;	/* in the file's order */
	size_t nservers;
	struct rpki_expect *expect;
	size_t nexpect;
	unsigned line[RPKI_KEYS];
};

enum endpoint_family { FAMILY_BOTH, FAMILY_IPV4, FAMILY_IPV6 };
enum listen_port_rule { LISTEN_PORT_ID, LISTEN_PORT_ASN };
enum { PEERING_RESERVED_NETWORKS, PEERING_ENDPOINT_FAMILY,
	PEERING_INTERFACE, PEERING_PROTOCOL, PEERING_LISTEN_PORT,
	PEERING_IMPORT_LIMIT, PEERING_ALLOWED_IPS, PEERING_KEEPALIVE,
	PEERING_PREFER_DIRECT, PEERING_KEYS };
struct site_peering {
	struct prefix_list reserved_networks;
	unsigned endpoint_family;	/* enum endpoint_family */
	char *interface;
	char *protocol;
	unsigned listen_port;		/* enum listen_port_rule */
	uint32_t import_limit;		/* routes a channel */
	struct prefix_list allowed_ips;
	uint32_t keepalive;		/* seconds, 0: off */
	bool prefer_direct;		/* the peers' own routes */
	unsigned line[PEERING_KEYS];
};

enum { BIRD_VERSION, BIRD_USER, BIRD_GROUP, BIRD_CONTROL_SOCKET, BIRD_KEYS };
struct site_bird {
	uint32_t version;		/* 2.17 is 2017; see line[] */
	char *user;
	char *group;
	char *control_socket;
	unsigned line[BIRD_KEYS];
};

enum { KERNEL_TABLE, KERNEL_VRF, KERNEL_KEYS };
struct site_kernel {
	uint32_t table;
	char *vrf;			/* NULL: none */
	unsigned line[KERNEL_KEYS];
};

enum { WIREGUARD_PUBLIC_KEY, WIREGUARD_PRIVATE_KEY_FILE,
	WIREGUARD_BASE_PORT, WIREGUARD_LINK_LOCAL,
	WIREGUARD_LINK_LOCAL_PREFIX, WIREGUARD_KEYS };
struct site_wireguard {
	struct wgkey public_key;
	char *private_key_file;
	uint32_t base_port;
	struct addr link_local;
	struct prefix link_local_prefix;
	unsigned line[WIREGUARD_KEYS];
};

/* A static route goes one of four ways. */
enum route_way { WAY_VIA, WAY_INTERFACE, WAY_BLACKHOLE, WAY_UNREACHABLE };
enum { STATIC_PREFIX, STATIC_VIA, STATIC_INTERFACE, STATIC_DISCARD,
	STATIC_KEYS };
struct static_route {
	struct prefix prefix;
	enum route_way way;
	struct addr via;		/* WAY_VIA */
	char *interface;		/* with a link-local one, or alone */
	unsigned discard;		/* which of the words */
	unsigned line[STATIC_KEYS];
};

struct static_routes {
	struct static_route *v;		/* by prefix; each once */
	size_t n;
};

enum { ROUTER_NUMBER, ROUTER_IPV4, ROUTER_IPV6, ROUTER_ID, ROUTER_ENDPOINT,
	ROUTER_REGION, ROUTER_COUNTRY, ROUTER_BANDWIDTH, ROUTER_CRYPTO,
	ROUTER_BIRD, ROUTER_KERNEL, ROUTER_INCLUDE, ROUTER_DRAIN,
	ROUTER_WIREGUARD, ROUTER_ANNOUNCE, ROUTER_STATIC, ROUTER_DIRECT,
	ROUTER_KEYS };
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
	struct prefix_list announce;	/* besides the network's */
	struct static_routes static_routes;
	struct text_list direct;	/* interfaces, or patterns of them */
	unsigned line[ROUTER_KEYS];
};

enum { BABEL_RXCOST, BABEL_KEYS };
struct site_babel {
	uint32_t rxcost;		/* RFC 8966's nominal cost of a link */
	unsigned line[BABEL_KEYS];
};

/* Which routers, by pairs or alone; or all of them. */
struct router_list {
	bool full;
	struct text_list names;		/* "ROUTER", or "ROUTER/ROUTER" */
};

enum { MESH_BASE_PORT, MESH_LINKS, MESH_BABEL, MESH_IBGP, MESH_KEYS };
struct site_mesh {
	uint32_t base_port;
	struct router_list links;	/* pairs */
	struct site_babel babel;
	struct router_list ibgp;	/* full, or who reflects (RFC 4456) */
	unsigned line[MESH_KEYS];
};

enum { BMP_ADDRESS, BMP_PORT, BMP_KEYS };
struct site_bmp {
	struct addr address;		/* of the station (RFC 7854) */
	uint32_t port;
	unsigned line[BMP_KEYS];
};

/* A router of the exchange's, as its participants reach it. */
struct ixp_server {
	char *name;
	struct addr address;
	unsigned line;
};

/* A teaching exchange, as its server and its participants know it. */
enum ixp_role { IXP_SERVER, IXP_PARTICIPANT };
enum { IXP_ROUTER, IXP_LOCAL, IXP_RANGE, IXP_VIA, IXP_POOL, IXP_ROLE,
	IXP_LOCAL_IPV6, IXP_ASN, IXP_SERVERS, IXP_MULTIHOP, IXP_IMPORT_LIMIT,
	IXP_ALLOW_EMPTY, IXP_BMP, IXP_KEYS };
struct site_ixp {
	char *router;			/* NULL: the only one */
	struct addr local;		/* ours, in the VPN */
	struct prefix_list range;	/* of the participants' addresses */
	char *via;			/* the VPN's interface */
	struct prefix_list pool;	/* what is leased lies in these */
	unsigned role;			/* enum ixp_role */
	struct addr local_ipv6;
	uint32_t asn;			/* the exchange's */
	struct ixp_server *servers;	/* by name */
	size_t nservers;
	uint32_t multihop;		/* 0: on one wire */
	uint32_t import_limit;		/* routes a channel; see line[] */
	bool allow_empty;
	struct site_bmp bmp;
	unsigned line[IXP_KEYS];
};

/* What a source's document is. */
enum source_format { SOURCE_HEADSCALE, SOURCE_GATEWAY, SOURCE_TAILSCALE,
	SOURCE_OTHER };
enum { SOURCE_URL, SOURCE_FORMAT, SOURCE_TOKEN_FILE, SOURCE_CA_FILE,
	SOURCE_CERTIFICATE_FILE, SOURCE_KEY_FILE, SOURCE_ALLOW_HTTP,
	SOURCE_TIMEOUT, SOURCE_CONNECT_TIMEOUT, SOURCE_RETRIES,
	SOURCE_MAX_SIZE, SOURCE_MAX_STALE, SOURCE_KEYS };
struct site_source {
	char *name;
	unsigned name_line;
	char *url;
	unsigned format;		/* enum source_format; by the name
					 * where line[] is 0 */
	char *token_file;
	char *ca_file;
	char *certificate_file;
	char *key_file;
	bool allow_http;
	uint32_t timeout;		/* seconds, for all the tries */
	uint32_t connect_timeout;	/* seconds */
	uint32_t retries;
	uint32_t max_size;		/* MiB */
	uint32_t max_stale;		/* seconds; 0: never */
	unsigned line[SOURCE_KEYS];
};

enum { APPLY_STATE_DIR, APPLY_MAX_REMOVALS, APPLY_CONFIRM, APPLY_KEYS };
struct site_apply {
	char *state_dir;
	uint32_t max_removals;		/* percent; see line[] */
	uint32_t confirm;		/* seconds; 0: do not wait */
	unsigned line[APPLY_KEYS];
};

enum { SITE_NETWORK, SITE_REGISTRY, SITE_RPKI, SITE_PEERING, SITE_ROUTERS,
	SITE_MESH, SITE_SESSIONS, SITE_IXP, SITE_SOURCES, SITE_APPLY,
	SITE_KEYS };
struct site {
	char *file;
	struct site_network network;
	struct site_registry registry;
	struct site_rpki rpki;
	struct site_peering peering;
	struct site_router *routers;	/* by name */
	size_t nrouters;
	struct site_mesh mesh;		/* there when line[SITE_MESH] is */
	struct neighbor_list sessions;
	struct site_ixp ixp;		/* there when line[SITE_IXP] is */
	struct site_source *sources;	/* by name */
	size_t nsources;
	struct site_apply apply;
	unsigned line[SITE_KEYS];
};

/* What the site file holds, and what a router in it. */
extern const struct schema site_schema;
extern const struct schema router_schema;

/* NULL after every error was reported; free with site_free(). */
struct site *site_read(const char *file, struct diag *diag);
void site_free(struct site *site);

/* The router of that name, or NULL. */
const struct site_router *site_find_router(const struct site *site,
    const char *name);
/*
 * The router that -r NAME means; with NAME NULL the only one, or the one
 * named like this host (its first label).  NULL after an error was reported.
 */
const struct site_router *site_router(const struct site *site,
    const char *name, struct diag *diag);
/* Reports an error of the site file; returns false. */
bool site_refuse(const struct site *site, unsigned line, const char *field,
    const char *text, struct diag *diag);
/* Is any of the network's own prefixes around P? */
bool site_owns(const struct site *site, const struct prefix *p);
bool prefix_list_contains(const struct prefix_list *list,
    const struct addr *a);
/* Is any prefix of the list around P? */
bool prefix_list_covers(const struct prefix_list *list,
    const struct prefix *p);

#endif
