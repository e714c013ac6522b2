/* The site file's peering: the settings of all tunnelled peers. */
#include "site/peering.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "base/prefix.h"

#define AT(structure, member) offsetof(struct structure, member)

static const char *const families[] = { "both", "ipv4", "ipv6", NULL };
static const char *const port_rules[] = { "id", "asn", NULL };

static const struct key peering_keys[] = {
	[PEERING_RESERVED_NETWORKS] = { "reserved-networks", VALUE_PREFIX,
	    AT(site_peering, reserved_networks), .list = true },
	[PEERING_ENDPOINT_FAMILY] = { "endpoint-family", VALUE_WORD,
	    AT(site_peering, endpoint_family), "both", .words = families },
	[PEERING_INTERFACE] = { "interface", VALUE_PATTERN,
	    AT(site_peering, interface), "wg-as%a" },
	[PEERING_PROTOCOL] = { "protocol", VALUE_PATTERN,
	    AT(site_peering, protocol), "ebgp_as%a_v6" },
	[PEERING_LISTEN_PORT] = { "listen-port", VALUE_WORD,
	    AT(site_peering, listen_port), "id", .words = port_rules },
	[PEERING_IMPORT_LIMIT] = { "import-limit", VALUE_NUMBER,
	    AT(site_peering, import_limit), "9000", 1, 10000000 },
	[PEERING_ALLOWED_IPS] = { "allowed-ips", VALUE_PREFIX,
	    AT(site_peering, allowed_ips), .list = true },
	[PEERING_KEEPALIVE] = { "keepalive", VALUE_NUMBER,
	    AT(site_peering, keepalive), "30", 0, 65535 },
	[PEERING_PREFER_DIRECT] = { "prefer-direct", VALUE_BOOL,
	    AT(site_peering, prefer_direct), "false" },
	[PEERING_PREFER_LATENCY] = { "prefer-latency", VALUE_BOOL,
	    AT(site_peering, prefer_latency), "false" },
	[PEERING_ENFORCE_FIRST_AS] = { "enforce-first-as", VALUE_BOOL,
	    AT(site_peering, enforce_first_as), "true" },
	[PEERING_IMPORT_TABLE] = { "import-table", VALUE_BOOL,
	    AT(site_peering, import_table), "true" },
	[PEERING_SOURCE_ADDRESS] = { "source-address", VALUE_BOOL,
	    AT(site_peering, source_address), "true" },
};
const struct schema peering_schema = { "peering", peering_keys, PEERING_KEYS,
	AT(site_peering, line) };

/* The private ranges of RFC 1918 and RFC 4193, and the link-local addresses
 * that BGP needs. */
static const char *const dn42_allowed[] = { "10.0.0.0/8", "172.16.0.0/12",
	"fd00::/8", "fe80::/10" };
static const char *const all_allowed[] = { "0.0.0.0/0", "::/0" };

void
peering_default(struct site_peering *peering, bool dn42)
{
	const char *const *from = dn42 ? dn42_allowed : all_allowed;
	size_t n = dn42 ? 4 : 2;
	struct prefix_list *list = &peering->allowed_ips;
	struct why why;

	if (peering->line[PEERING_ALLOWED_IPS] != 0)
		return;
	list->v = mem_alloc(n * sizeof *list->v);
	for (list->n = 0; list->n < n; list->n++)
		prefix_parse(from[list->n], strlen(from[list->n]),
		    &list->v[list->n], &why);
}
