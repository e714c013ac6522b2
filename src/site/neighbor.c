/* A neighbour: a BGP session of the site file without a tunnel. */
#include "site/neighbor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT(member) offsetof(struct neighbor, member)

/* Words in the order of their enums. */
static const char *const types[] = { "upstream", "peer", "route-server",
	"downstream", "collector", "ibgp", NULL };
static const char *const roles[] = { "none", "customer", "peer", "provider",
	"rs_client", NULL };
static const char *const family_words[] = { "mp", "ipv4", "ipv6", NULL };
static const char *const imports[] = { "all", "default", "none", NULL };
static const char *const peeringdb[] = { "peeringdb", NULL };
/* BIRD's words. */
static const char *const actions[] = { "restart", "block", "disable", "warn",
	NULL };

static const struct key keys[] = {
	[NEIGHBOR_NAME] = { "name", VALUE_NAME, AT(name), .required = true },
	[NEIGHBOR_ROUTER] = { "router", VALUE_NAME, AT(router) },
	[NEIGHBOR_TYPE] = { "type", VALUE_WORD, AT(type), .words = types,
	    .required = true },
	[NEIGHBOR_ASN] = { "asn", VALUE_ASN, AT(asn) },
	[NEIGHBOR_ADDRESS] = { "neighbor", VALUE_ADDR, AT(address),
	    .required = true },
	[NEIGHBOR_LOCAL] = { "local", VALUE_ADDR, AT(local) },
	[NEIGHBOR_LOCAL_IPV4] = { "local-ipv4", VALUE_ADDR, AT(local_ipv4),
	    .min = 4 },
	[NEIGHBOR_LOCAL_IPV6] = { "local-ipv6", VALUE_ADDR, AT(local_ipv6),
	    .min = 6 },
	[NEIGHBOR_INTERFACE] = { "interface", VALUE_IFNAME, AT(interface) },
	[NEIGHBOR_MULTIHOP] = { "multihop", VALUE_NUMBER, AT(multihop), NULL, 1,
	    255 },
	[NEIGHBOR_GATEWAY] = { "gateway", VALUE_ADDRS, AT(gateway) },
	[NEIGHBOR_PROTOCOL] = { "protocol", VALUE_SYMBOL, AT(protocol) },
	[NEIGHBOR_PASSWORD_FILE] = { "password-file", VALUE_PATH,
	    AT(password_file) },
	[NEIGHBOR_GRACEFUL_RESTART] = { "graceful-restart", VALUE_BOOL,
	    AT(graceful_restart), "false" },
	[NEIGHBOR_TTL_SECURITY] = { "ttl-security", VALUE_BOOL,
	    AT(ttl_security), "false" },
	[NEIGHBOR_BFD] = { "bfd", VALUE_BOOL, AT(bfd), "false" },
	[NEIGHBOR_ROLE] = { "role", VALUE_WORD, AT(role), .words = roles },
	[NEIGHBOR_FAMILIES] = { "families", VALUE_WORD, AT(families),
	    .words = family_words },
	[NEIGHBOR_EXTENDED_NEXT_HOP] = { "extended-next-hop", VALUE_BOOL,
	    AT(extended_next_hop), "false" },
	[NEIGHBOR_IMPORT] = { "import", VALUE_WORD, AT(import), "all",
	    .words = imports },
	[NEIGHBOR_IMPORT_LIMIT] = { "import-limit", VALUE_LIMIT,
	    AT(import_limit), NULL, 1, 10000000, .words = peeringdb },
	[NEIGHBOR_RECEIVE_LIMIT] = { "receive-limit", VALUE_LIMIT,
	    AT(receive_limit), NULL, 1, 10000000 },
	[NEIGHBOR_EXPORT_LIMIT] = { "export-limit", VALUE_LIMIT,
	    AT(export_limit), NULL, 1, 10000000 },
	[NEIGHBOR_ACTION] = { "action", VALUE_WORD, AT(action), "restart",
	    .words = actions },
	[NEIGHBOR_PREFIXES] = { "prefixes", VALUE_PREFIX, AT(prefixes),
	    .list = true },
	[NEIGHBOR_AS_SET] = { "as-set", VALUE_AS_SET, AT(as_sets), .list = true,
	    .one = true },
	[NEIGHBOR_ASNS] = { "asns", VALUE_ASN, AT(asns), .list = true },
	[NEIGHBOR_MORE_SPECIFICS] = { "more-specifics", VALUE_BOOL,
	    AT(more_specifics), "false" },
	[NEIGHBOR_DEFAULT_ROUTE] = { "default-route", VALUE_BOOL,
	    AT(default_route), "false" },
	[NEIGHBOR_LOCAL_PREF] = { "local-pref", VALUE_NUMBER, AT(local_pref),
	    NULL, 0, UINT32_MAX },
	[NEIGHBOR_PREFER] = { "prefer", VALUE_OTHER },
	[NEIGHBOR_ANNOUNCE] = { "announce", VALUE_PREFIX, AT(announce),
	    .list = true },
	[NEIGHBOR_COMMUNITIES] = { "communities", VALUE_OTHER },
	[NEIGHBOR_PREPEND] = { "prepend", VALUE_NUMBER, AT(prepend), "0", 0,
	    10 },
	[NEIGHBOR_MED] = { "med", VALUE_NUMBER, AT(med), NULL, 0, UINT32_MAX },
	[NEIGHBOR_BLACKHOLE] = { "blackhole", VALUE_BOOL, AT(blackhole),
	    "false" },
	[NEIGHBOR_BLACKHOLE_COMMUNITIES] = { "blackhole-communities",
	    VALUE_COMMUNITY, AT(blackhole_communities), .list = true },
	[NEIGHBOR_IMPORT_HOOK] = { "import-hook", VALUE_SYMBOL,
	    AT(import_hook) },
	[NEIGHBOR_EXPORT_HOOK] = { "export-hook", VALUE_SYMBOL,
	    AT(export_hook) },
	[NEIGHBOR_RR_CLIENT] = { "rr-client", VALUE_BOOL, AT(rr_client),
	    "false" },
	[NEIGHBOR_ADD_PATHS] = { "add-paths", VALUE_BOOL, AT(add_paths) },
	[NEIGHBOR_DRAIN] = { "drain", VALUE_BOOL, AT(drain), "false" },
	[NEIGHBOR_SHUTDOWN] = { "shutdown", VALUE_BOOL, AT(shutdown), "false" },
	[NEIGHBOR_DESCRIPTION] = { "description", VALUE_TEXT, AT(description) },
};
const struct schema neighbor_schema = { "a session", keys, NEIGHBOR_KEYS,
	AT(line) };

bool
neighbor_given(const struct neighbor *n, unsigned key)
{
	return n->line[key] != 0;
}

bool
neighbor_imports(const struct neighbor *n)
{
	return n->type != TYPE_COLLECTOR && n->import != IMPORT_NONE;
}

const unsigned *
neighbor_import_keys(size_t *n)
{
	static const unsigned import_keys[] = { NEIGHBOR_IMPORT_LIMIT,
		NEIGHBOR_RECEIVE_LIMIT, NEIGHBOR_PREFIXES, NEIGHBOR_AS_SET,
		NEIGHBOR_ASNS, NEIGHBOR_MORE_SPECIFICS, NEIGHBOR_LOCAL_PREF,
		NEIGHBOR_PREFER, NEIGHBOR_IMPORT_HOOK };

	*n = sizeof import_keys / sizeof *import_keys;
	return import_keys;
}

bool
neighbor_carries(const struct neighbor *n, unsigned family)
{
	return n->families == NEIGHBOR_MP ||
	    n->families == (family == 4 ? NEIGHBOR_IPV4 : NEIGHBOR_IPV6);
}

const struct addr *
neighbor_gateway(const struct neighbor *n, unsigned family)
{
	const struct addr *a = &n->gateway[family == 6];

	return a->family != 0 ? a : NULL;
}

bool
neighbor_has_way(const struct neighbor *n)
{
	return neighbor_given(n, NEIGHBOR_MULTIHOP) &&
	    (neighbor_gateway(n, n->address.family) != NULL ||
		n->interface != NULL);
}

bool
neighbor_set_of_peeringdb(const char *name)
{
	return strcmp(name, peeringdb[0]) == 0;
}

bool
neighbor_sets_of_peeringdb(const struct neighbor *n)
{
	for (size_t i = 0; i < n->as_sets.n; i++)
		if (neighbor_set_of_peeringdb(n->as_sets.v[i]))
			return true;
	return false;
}

bool
neighbor_listed(const struct neighbor *n)
{
	return neighbor_given(n, NEIGHBOR_PREFIXES) ||
	    neighbor_given(n, NEIGHBOR_AS_SET) ||
	    neighbor_given(n, NEIGHBOR_ASNS);
}

const char *
neighbor_type(const struct neighbor *n)
{
	return types[n->type];
}

unsigned
neighbor_type_find(const char *s, size_t n)
{
	unsigned type = 0;

	while (type < NEIGHBOR_TYPES &&
	    (strlen(types[type]) != n || memcmp(types[type], s, n) != 0))
		type++;
	return type;
}

const char *
neighbor_role(const struct neighbor *n)
{
	return roles[n->role];
}

const char *
neighbor_action(const struct neighbor *n)
{
	return actions[n->action];
}

const char *
neighbor_symbol(char text[static NEIGHBOR_SYMBOL], const struct neighbor *n)
{
	snprintf(text, NEIGHBOR_SYMBOL, "%s", n->name);
	for (char *p = text; *p != '\0'; p++)
		if (*p == '-')
			*p = '_';
	return text;
}

void
neighbors_free(struct neighbor_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		prefers_free(&list->v[i].prefer);
		taggings_free(&list->v[i].communities);
		schema_free(&neighbor_schema, &list->v[i]);
	}
	free(list->v);
	*list = (struct neighbor_list){ 0 };
}
