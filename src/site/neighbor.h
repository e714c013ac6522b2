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
	NEIGHBOR_NAME,
	NEIGHBOR_ROUTER,
	NEIGHBOR_TYPE,
	NEIGHBOR_ASN,
	NEIGHBOR_ADDRESS,
	NEIGHBOR_LOCAL,
	NEIGHBOR_LOCAL_IPV4,
	NEIGHBOR_LOCAL_IPV6,
	NEIGHBOR_INTERFACE,
	NEIGHBOR_MULTIHOP,
	NEIGHBOR_GATEWAY,
	NEIGHBOR_PROTOCOL,
	NEIGHBOR_PASSWORD_FILE,
	NEIGHBOR_GRACEFUL_RESTART,
	NEIGHBOR_TTL_SECURITY,
	NEIGHBOR_BFD,
	NEIGHBOR_ROLE,
	NEIGHBOR_FAMILIES,
	NEIGHBOR_EXTENDED_NEXT_HOP,
	NEIGHBOR_IMPORT,
	NEIGHBOR_IMPORT_LIMIT,
	NEIGHBOR_RECEIVE_LIMIT,
	NEIGHBOR_EXPORT_LIMIT,
	NEIGHBOR_ACTION,
	NEIGHBOR_PREFIXES,
	NEIGHBOR_AS_SET,
	NEIGHBOR_ASNS,
	NEIGHBOR_MORE_SPECIFICS,
	NEIGHBOR_DEFAULT_ROUTE,
	NEIGHBOR_LOCAL_PREF,
	NEIGHBOR_PREFER,
	NEIGHBOR_ANNOUNCE,
	NEIGHBOR_COMMUNITIES,
	NEIGHBOR_PREPEND,
	NEIGHBOR_MED,
	NEIGHBOR_BLACKHOLE,
	NEIGHBOR_BLACKHOLE_COMMUNITIES,
	NEIGHBOR_IMPORT_HOOK,
	NEIGHBOR_EXPORT_HOOK,
	NEIGHBOR_RR_CLIENT,
	NEIGHBOR_ADD_PATHS,
	NEIGHBOR_DRAIN,
	NEIGHBOR_SHUTDOWN,
	NEIGHBOR_DESCRIPTION,
	NEIGHBOR_KEYS
};

enum neighbor_type {
	TYPE_UPSTREAM,
	TYPE_PEER,
	TYPE_ROUTE_SERVER,
	TYPE_DOWNSTREAM,
	TYPE_COLLECTOR,
	TYPE_IBGP,
	NEIGHBOR_TYPES
};
enum neighbor_role {
	ROLE_NONE,
	ROLE_CUSTOMER,
	ROLE_PEER,
	ROLE_PROVIDER,
	ROLE_RS_CLIENT
};
enum neighbor_import { IMPORT_ALL, IMPORT_DEFAULT, IMPORT_NONE };
enum neighbor_families { NEIGHBOR_MP, NEIGHBOR_IPV4, NEIGHBOR_IPV6 };

/* The prefix lengths that BIRD accepts from neighbours on the public
 * internet. */
#define NEIGHBOR_LONGEST(family) ((family) == 4 ? 24u : 48u)
#define NEIGHBOR_SHORTEST(family) ((family) == 4 ? 8u : 16u)

/*
 * A BGP session that is not with a tunnelled peer: an item of the site file's
 * sessions (birdfeed-site(5)).  neighbors_read() fills in the defaults that
 * depend on the type: protocol, role, families, local_pref, import_limit,
 * add_paths.
 */
struct neighbor {
	unsigned at; /* the line of its beginning */
	char *name;
	char *router;
	unsigned type; /* enum neighbor_type */
	uint32_t asn;
	struct addr address;
	struct addr local;
	struct addr local_ipv4; /* our next hop for IPv4 over IPv6 */
	struct addr local_ipv6; /* our next hop for IPv6 over IPv4 */
	char *interface;
	uint32_t multihop;	/* TTL */
	struct addr gateway[2]; /* IPv4, IPv6; see neighbor_gateway() */
	char *protocol;
	char *password_file;
	bool graceful_restart;
	bool ttl_security;
	bool bfd;
	unsigned role;		   /* enum neighbor_role */
	unsigned families;	   /* enum neighbor_families */
	bool extended_next_hop;	   /* RFC 8950 */
	unsigned import;	   /* enum neighbor_import */
	struct limit import_limit; /* routes per channel */
	bool limit_assumed;	   /* the limit is only a default */
	struct limit receive_limit;
	struct limit export_limit;
	unsigned action; /* see neighbor_action() */
	struct prefix_list prefixes;
	struct text_list as_sets; /* as-sets and route-sets */
	struct asn_list asns;
	bool more_specifics;
	bool default_route;
	uint32_t local_pref;
	struct prefer_list prefer;
	struct prefix_list announce; /* of our prefixes; see line[] */
	struct tagging_list communities;
	uint32_t prepend; /* times */
	uint32_t med;
	bool blackhole;
	struct community_list blackhole_communities;
	char *import_hook; /* a function of the operator */
	char *export_hook;
	bool rr_client;
	bool add_paths;
	bool drain;
	bool shutdown;
	char *description; /* for comments only */
	unsigned line[NEIGHBOR_KEYS];
};

struct neighbor_list {
	struct neighbor *v; /* sorted by router, then name */
	size_t n;
};

extern const struct schema neighbor_schema;

void neighbors_free(struct neighbor_list *list);

bool neighbor_given(const struct neighbor *n, unsigned key);
/* True if BIRD imports routes from it. */
bool neighbor_imports(const struct neighbor *n);
/* The keys about the import of routes; *N is their number.  Static. */
const unsigned *neighbor_import_keys(size_t *n);
/* True if the session carries routes of FAMILY, 4 or 6. */
bool neighbor_carries(const struct neighbor *n, unsigned family);
/* Its gateway for routes of FAMILY, or NULL. */
const struct addr *neighbor_gateway(const struct neighbor *n, unsigned family);
/*
 * True if the neighbour gets its own host route: a multihop session with a
 * gateway, or with an interface only.
 */
bool neighbor_has_way(const struct neighbor *n);
/* True if NAME, of its as-sets, is the word for those of PeeringDB. */
bool neighbor_set_of_peeringdb(const char *name);
/* True if one of its as-sets is that word. */
bool neighbor_sets_of_peeringdb(const struct neighbor *n);
/* True if the site file lists what it may announce. */
bool neighbor_listed(const struct neighbor *n);
/* The words for BIRD and the site file, such as "route-server" for a type and
 * "rs_client" for a role.  Static. */
const char *neighbor_type(const struct neighbor *n);
const char *neighbor_role(const struct neighbor *n);
/* The enum neighbor_type of a word, or NEIGHBOR_TYPES if there is none. */
unsigned neighbor_type_find(const char *s, size_t n);
const char *neighbor_action(const struct neighbor *n);
/* Its name with "_" for "-", because a BIRD symbol has no "-".  Returns
 * TEXT. */
#define NEIGHBOR_SYMBOL 33
const char *neighbor_symbol(char text[static NEIGHBOR_SYMBOL],
    const struct neighbor *n);

#endif
