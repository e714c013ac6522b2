#ifndef BIRDFEED_NEIGHBOR_H
#define BIRDFEED_NEIGHBOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/list.h"
#include "site/prefer.h"
#include "site/schema.h"
#include "site/tagging.h"

enum {
	NEIGHBOR_NAME, NEIGHBOR_ROUTER, NEIGHBOR_TYPE, NEIGHBOR_ASN,
	NEIGHBOR_ADDRESS, NEIGHBOR_LOCAL, NEIGHBOR_LOCAL_IPV4,
	NEIGHBOR_LOCAL_IPV6, NEIGHBOR_INTERFACE,
	NEIGHBOR_MULTIHOP, NEIGHBOR_GATEWAY, NEIGHBOR_PROTOCOL,
	NEIGHBOR_PASSWORD_FILE, NEIGHBOR_GRACEFUL_RESTART,
	NEIGHBOR_TTL_SECURITY, NEIGHBOR_BFD, NEIGHBOR_ROLE,
	NEIGHBOR_FAMILIES, NEIGHBOR_EXTENDED_NEXT_HOP, NEIGHBOR_IMPORT,
	NEIGHBOR_IMPORT_LIMIT, NEIGHBOR_RECEIVE_LIMIT,
	NEIGHBOR_EXPORT_LIMIT, NEIGHBOR_ACTION, NEIGHBOR_PREFIXES,
	NEIGHBOR_AS_SET, NEIGHBOR_ASNS, NEIGHBOR_MORE_SPECIFICS,
	NEIGHBOR_DEFAULT_ROUTE, NEIGHBOR_LOCAL_PREF, NEIGHBOR_PREFER,
	NEIGHBOR_ANNOUNCE, NEIGHBOR_COMMUNITIES, NEIGHBOR_PREPEND,
	NEIGHBOR_MED, NEIGHBOR_BLACKHOLE, NEIGHBOR_BLACKHOLE_COMMUNITIES,
	NEIGHBOR_IMPORT_HOOK, NEIGHBOR_EXPORT_HOOK, NEIGHBOR_RR_CLIENT,
	NEIGHBOR_ADD_PATHS,
	NEIGHBOR_DRAIN, NEIGHBOR_SHUTDOWN, NEIGHBOR_DESCRIPTION,
	NEIGHBOR_KEYS
};

enum neighbor_type { TYPE_UPSTREAM, TYPE_PEER, TYPE_ROUTE_SERVER,
	TYPE_DOWNSTREAM, TYPE_COLLECTOR, TYPE_IBGP, NEIGHBOR_TYPES };
enum neighbor_role { ROLE_NONE, ROLE_CUSTOMER, ROLE_PEER, ROLE_PROVIDER,
	ROLE_RS_CLIENT };
enum neighbor_import { IMPORT_ALL, IMPORT_DEFAULT, IMPORT_NONE };
enum neighbor_families { NEIGHBOR_MP, NEIGHBOR_IPV4, NEIGHBOR_IPV6 };

/* What BIRD takes from a neighbour on the public internet. */
#define NEIGHBOR_LONGEST(family) ((family) == 4 ? 24u : 48u)
#define NEIGHBOR_SHORTEST(family) ((family) == 4 ? 8u : 16u)

/*
 * One session that is not a tunnelled peer's: an item of the site file's
 * sessions (birdfeed-site(5)).  neighbors_read() fills in what goes by its
 * type: protocol, role, families, local_pref, import_limit, add_paths.
 */
struct neighbor {
	unsigned at;		/* the line it begins on */
	char *name;
	char *router;
	unsigned type;		/* enum neighbor_type */
	uint32_t asn;
	struct addr address;
	struct addr local;
	struct addr local_ipv4;	/* our next hop, where the session is not of */
	struct addr local_ipv6;	/* that family */
	char *interface;
	uint32_t multihop;	/* TTL */
	struct addr gateway;
	char *protocol;
	char *password_file;
	bool graceful_restart;
	bool ttl_security;
	bool bfd;
	unsigned role;		/* enum neighbor_role */
	unsigned families;	/* enum neighbor_families */
	bool extended_next_hop;	/* RFC 8950 */
	unsigned import;	/* enum neighbor_import */
	struct limit import_limit;	/* routes a channel */
	bool limit_assumed;	/* nobody has said that limit */
	struct limit receive_limit;
	struct limit export_limit;
	unsigned action;	/* see neighbor_action() */
	struct prefix_list prefixes;
	struct text_list as_sets;	/* route-sets, too */
	struct asn_list asns;
	bool more_specifics;
	bool default_route;
	uint32_t local_pref;
	struct prefer_list prefer;
	struct prefix_list announce;	/* what of ours; see line[] */
	struct tagging_list communities;
	uint32_t prepend;	/* times */
	uint32_t med;
	bool blackhole;
	struct community_list blackhole_communities;
	char *import_hook;	/* functions of the operator's */
	char *export_hook;
	bool rr_client;
	bool add_paths;
	bool drain;
	bool shutdown;
	char *description;	/* for comments only */
	unsigned line[NEIGHBOR_KEYS];
};

struct neighbor_list {
	struct neighbor *v;	/* by router, then name */
	size_t n;
};

extern const struct schema neighbor_schema;

void neighbors_free(struct neighbor_list *list);


bool neighbor_given(const struct neighbor *n, unsigned key);
/* Are routes taken from it at all? */
bool neighbor_imports(const struct neighbor *n);
/* The keys that say what is taken from it; *N is how many. */
const unsigned *neighbor_import_keys(size_t *n);
/* Does it carry that family? */
bool neighbor_carries(const struct neighbor *n, unsigned family);
/*
 * Has it a host route of its own: over its gateway, or, with multihop and an
 * interface alone, on that interface?
 */
bool neighbor_has_way(const struct neighbor *n);
/* Is there a list of what it may announce? */
bool neighbor_listed(const struct neighbor *n);
/* The words of the site file: "route-server", "rs_client", "restart". */
const char *neighbor_type(const struct neighbor *n);
const char *neighbor_role(const struct neighbor *n);
/* The number of enum neighbor_type; NEIGHBOR_TYPES when there is none. */
unsigned neighbor_type_find(const char *s, size_t n);
const char *neighbor_action(const struct neighbor *n);
/* Its name as the end of a BIRD symbol, which has no "-". */
#define NEIGHBOR_SYMBOL 33
const char *neighbor_symbol(char text[static NEIGHBOR_SYMBOL],
    const struct neighbor *n);

#endif
