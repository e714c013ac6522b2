/* The site file. */
#include "site/site.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/name.h"
#include "site/ixp.h"
#include "site/mesh.h"
#include "site/routes.h"
#include "site/rpki.h"
#include "site/sources.h"

#define AT(structure, member) offsetof(struct structure, member)

static const char *const registry_kinds[] = { "dn42", "none", NULL };
static const char *const families[] = { "both", "ipv4", "ipv6", NULL };
static const char *const port_rules[] = { "id", "asn", NULL };

static const struct key network_keys[] = {
	[NETWORK_ASN] = { "asn", VALUE_ASN, AT(site_network, asn),
	    .required = true },
	[NETWORK_PREFIXES] = { "prefixes", VALUE_PREFIX,
	    AT(site_network, prefixes), .list = true },
};
static const struct schema network_schema = { "network", network_keys,
	NETWORK_KEYS, AT(site_network, line) };

static const struct key registry_keys[] = {
	[REGISTRY_KIND] = { "kind", VALUE_WORD, AT(site_registry, kind),
	    "dn42", .words = registry_kinds },
};
static const struct schema registry_schema = { "registry", registry_keys,
	REGISTRY_KEYS, AT(site_registry, line) };

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
};
static const struct schema peering_schema = { "peering", peering_keys,
	PEERING_KEYS, AT(site_peering, line) };

static const struct key bird_keys[] = {
	[BIRD_VERSION] = { "version", VALUE_VERSION,
	    AT(site_bird, version) },
	[BIRD_USER] = { "user", VALUE_USER, AT(site_bird, user), "bird" },
	[BIRD_GROUP] = { "group", VALUE_USER, AT(site_bird, group), "bird" },
	[BIRD_CONTROL_SOCKET] = { "control-socket", VALUE_PATH,
	    AT(site_bird, control_socket), "/run/bird/bird.ctl" },
};
static const struct schema bird_schema = { "a router's bird", bird_keys,
	BIRD_KEYS, AT(site_bird, line) };

static const struct key kernel_keys[] = {
	[KERNEL_TABLE] = { "table", VALUE_NUMBER, AT(site_kernel, table),
	    "254", 1, UINT32_MAX },
	[KERNEL_VRF] = { "vrf", VALUE_IFNAME, AT(site_kernel, vrf) },
};
static const struct schema kernel_schema = { "a router's kernel",
	kernel_keys, KERNEL_KEYS, AT(site_kernel, line) };

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
static const struct schema wireguard_schema = { "a router's wireguard",
	wireguard_keys, WIREGUARD_KEYS, AT(site_wireguard, line) };

static const struct key router_keys[] = {
	[ROUTER_NUMBER] = { "number", VALUE_NUMBER,
	    AT(site_router, number), NULL, 1, 65535 },
	[ROUTER_IPV4] = { "ipv4", VALUE_ADDR, AT(site_router, ipv4),
	    .min = 4 },
	[ROUTER_IPV6] = { "ipv6", VALUE_ADDR, AT(site_router, ipv6),
	    .min = 6 },
	[ROUTER_ID] = { "router-id", VALUE_ADDR,
	    AT(site_router, router_id), .min = 4 },
	[ROUTER_ENDPOINT] = { "endpoint", VALUE_HOST,
	    AT(site_router, endpoint) },
	[ROUTER_REGION] = { "region", VALUE_NUMBER,
	    AT(site_router, region), NULL, 41, 57 },
	[ROUTER_COUNTRY] = { "country", VALUE_NUMBER,
	    AT(site_router, country), NULL, 1, 999 },
	[ROUTER_BANDWIDTH] = { "bandwidth", VALUE_NUMBER,
	    AT(site_router, bandwidth), NULL, 21, 29 },
	[ROUTER_CRYPTO] = { "crypto", VALUE_NUMBER,
	    AT(site_router, crypto), NULL, 31, 36 },
	[ROUTER_BIRD] = { "bird", VALUE_MAP, AT(site_router, bird),
	    .map = &bird_schema },
	[ROUTER_KERNEL] = { "kernel", VALUE_MAP, AT(site_router, kernel),
	    .map = &kernel_schema },
	[ROUTER_INCLUDE] = { "include", VALUE_PATH,
	    AT(site_router, include), .list = true },
	[ROUTER_DRAIN] = { "drain", VALUE_BOOL, AT(site_router, drain),
	    "false" },
	[ROUTER_WIREGUARD] = { "wireguard", VALUE_MAP,
	    AT(site_router, wireguard), .map = &wireguard_schema },
	[ROUTER_ANNOUNCE] = { "announce", VALUE_PREFIX,
	    AT(site_router, announce), .list = true },
	[ROUTER_STATIC] = { "static", VALUE_OTHER },
	[ROUTER_DIRECT] = { "direct", VALUE_IFPATTERN,
	    AT(site_router, direct), .list = true },
};
const struct schema router_schema = { "a router", router_keys,
	ROUTER_KEYS, AT(site_router, line) };

static const struct key apply_keys[] = {
	[APPLY_STATE_DIR] = { "state-dir", VALUE_PATH,
	    AT(site_apply, state_dir), "/var/lib/birdfeed" },
	[APPLY_MAX_REMOVALS] = { "max-removals", VALUE_PERCENT,
	    AT(site_apply, max_removals), "20%" },
	[APPLY_CONFIRM] = { "confirm", VALUE_NUMBER,
	    AT(site_apply, confirm), "60", 0, 3600 },
};
static const struct schema apply_schema = { "apply", apply_keys, APPLY_KEYS,
	AT(site_apply, line) };

static const struct key site_keys[] = {
	[SITE_NETWORK] = { "network", VALUE_MAP, AT(site, network),
	    .map = &network_schema, .required = true },
	[SITE_REGISTRY] = { "registry", VALUE_MAP, AT(site, registry),
	    .map = &registry_schema },
	[SITE_RPKI] = { "rpki", VALUE_MAP, AT(site, rpki),
	    .map = &rpki_schema },
	[SITE_PEERING] = { "peering", VALUE_MAP, AT(site, peering),
	    .map = &peering_schema },
	[SITE_ROUTERS] = { "routers", VALUE_OTHER, .required = true },
	[SITE_MESH] = { "mesh", VALUE_MAP, AT(site, mesh),
	    .map = &mesh_schema },
	[SITE_SESSIONS] = { "sessions", VALUE_OTHER },
	[SITE_IXP] = { "ixp", VALUE_MAP, AT(site, ixp), .map = &ixp_schema },
	[SITE_SOURCES] = { "sources", VALUE_OTHER },
	[SITE_APPLY] = { "apply", VALUE_MAP, AT(site, apply),
	    .map = &apply_schema },
};
const struct schema site_schema = { "the site file", site_keys,
	SITE_KEYS, AT(site, line) };

bool
site_refuse(const struct site *site, unsigned line, const char *field,
    const char *text, struct diag *diag)
{
	struct place place = { site->file, line };

	diag_say(diag, DIAG_ERROR, &place, field, "%s", text);
	return false;
}

/* The router id is the IPv4 address unless it is given. */
static bool
settle_router_id(const struct site *site, struct site_router *r,
    struct diag *diag)
{
	static const struct addr zero = { 4, { 0 } };

	if (r->line[ROUTER_ID] == 0) {
		r->router_id = r->ipv4;
		r->line[ROUTER_ID] = r->line[ROUTER_IPV4];
	}
	if (r->line[ROUTER_ID] == 0)
		return site_refuse(site, r->name_line, "router-id", "missing "
		    "(expected it, or ipv4, of which it is made)", diag);
	if (addr_cmp(&r->router_id, &zero) == 0)
		return site_refuse(site, r->line[ROUTER_ID], "router-id",
		    "0.0.0.0 (expected another, RFC 6286)", diag);
	return true;
}

/* A VRF is a device with a table of its own. */
static bool
settle_vrf(const struct site *site, struct site_kernel *kernel,
    struct diag *diag)
{
	if (kernel->vrf != NULL && strcmp(kernel->vrf, "none") == 0) {
		free(kernel->vrf);
		kernel->vrf = NULL;
	}
	if (kernel->vrf == NULL || kernel->line[KERNEL_TABLE] != 0)
		return true;
	return site_refuse(site, kernel->line[KERNEL_VRF], "vrf", "without a "
	    "table (expected table: too, the VRF's own)", diag);
}

/* What a row of a table can not say. */
static bool
check_router(const struct site *site, struct site_router *r,
    struct diag *diag)
{
	const struct site_wireguard *wg = &r->wireguard;
	static const struct prefix link_local = { { 6, { 0xfe, 0x80 } }, 10 };
	const size_t most = sizeof ((struct sockaddr_un *)NULL)->sun_path - 1;
	bool ok = settle_router_id(site, r, diag);

	ok &= settle_vrf(site, &r->kernel, diag);
	if (strlen(r->bird.control_socket) > most)
		ok = site_refuse(site, r->bird.line[BIRD_CONTROL_SOCKET],
		    "control-socket", "too long for a socket (expected at "
		    "most 107 bytes)", diag);
	if (r->line[ROUTER_WIREGUARD] == 0)
		return ok;
	if (wg->line[WIREGUARD_LINK_LOCAL] != 0 &&
	    !addr_is_link_local(&wg->link_local))
		ok = site_refuse(site, wg->line[WIREGUARD_LINK_LOCAL],
		    "link-local", "not in fe80::/10", diag);
	if (wg->line[WIREGUARD_LINK_LOCAL_PREFIX] != 0 &&
	    (!prefix_contains(&link_local, &wg->link_local_prefix) ||
	    wg->link_local_prefix.len > 96))
		ok = site_refuse(site, wg->line[WIREGUARD_LINK_LOCAL_PREFIX],
		    "link-local-prefix",
		    "expected a prefix in fe80::/10, at most a /96", diag);
	return ok;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct site_router *)a)->name,
	    ((const struct site_router *)b)->name);
}

static int
number_cmp(const struct site_router *a, const struct site_router *b)
{
	return (a->number > b->number) - (a->number < b->number);
}

static int
router_id_cmp(const struct site_router *a, const struct site_router *b)
{
	return addr_cmp(&a->router_id, &b->router_id);
}

/* What no two routers of one network may share. */
static const struct unique {
	unsigned key;
	int (*cmp)(const struct site_router *a, const struct site_router *b);
} unique[] = {
	{ ROUTER_NUMBER, number_cmp },
	{ ROUTER_ID, router_id_cmp },
};

static int
by_value(const void *a, const void *b, void *row)
{
	const struct site_router *const *x = a, *const *y = b;
	int c = ((const struct unique *)row)->cmp(*x, *y);

	return c != 0 ? c : by_name(*x, *y);
}

static bool
check_unique(const struct site *site, struct unique row, struct diag *diag)
{
	const struct site_router **v;
	struct buf text = { 0 };
	bool ok = true;
	size_t n = 0;

	v = mem_alloc(site->nrouters * sizeof *v);
	for (size_t i = 0; i < site->nrouters; i++)
		if (site->routers[i].line[row.key] != 0)
			v[n++] = &site->routers[i];
	qsort_r(v, n, sizeof *v, by_value, &row);
	for (size_t i = 1; i < n; i++) {
		if (row.cmp(v[i - 1], v[i]) != 0)
			continue;
		text.len = 0;
		buf_printf(&text, "router %s has the same (expected another)",
		    v[i - 1]->name);
		ok = site_refuse(site, v[i]->line[row.key],
		    router_keys[row.key].name, buf_cstr(&text), diag);
	}
	buf_free(&text);
	free(v);
	return ok;
}

static bool
read_routers(struct site *site, const struct ynode *map, struct diag *diag)
{
	bool ok = true;

	if (map->kind != YNODE_MAP || map->n == 0)
		return site_refuse(site, map->line, "routers",
		    "expected at least one router, by its name", diag);
	site->routers = mem_zalloc(map->n / 2 * sizeof *site->routers);
	for (size_t i = 0; i < map->n; i += 2) {
		const struct ynode *name = &map->item[i];
		struct site_router *r = &site->routers[site->nrouters++];
		struct why why;

		r->name = mem_strndup(name->text, name->len);
		r->name_line = name->line;
		if (!name_check(name->text, name->len, &why))
			ok = site_refuse(site, name->line, "routers", why.text,
			    diag);
		ok &= schema_read(&router_schema, &map->item[i + 1], r,
		    site->file, DIAG_ERROR, diag) &&
		    check_router(site, r, diag);
		ok &= site_routes_read(site, r, &map->item[i + 1], diag);
	}
	qsort(site->routers, site->nrouters, sizeof *site->routers, by_name);
	for (size_t i = 0; i < sizeof unique / sizeof *unique; i++)
		ok &= check_unique(site, unique[i], diag);
	return ok;
}

/* The private ranges of RFC 1918 and RFC 4193, and what BGP needs. */
static const char *const dn42_allowed[] = { "10.0.0.0/8", "172.16.0.0/12",
	"fd00::/8", "fe80::/10" };
static const char *const all_allowed[] = { "0.0.0.0/0", "::/0" };

static void
default_allowed_ips(struct site *site)
{
	bool dn42 = site->registry.kind == REGISTRY_DN42;
	const char *const *from = dn42 ? dn42_allowed : all_allowed;
	size_t n = dn42 ? 4 : 2;
	struct prefix_list *list = &site->peering.allowed_ips;
	struct why why;

	if (site->peering.line[PEERING_ALLOWED_IPS] != 0)
		return;
	list->v = mem_alloc(n * sizeof *list->v);
	for (list->n = 0; list->n < n; list->n++)
		prefix_parse(from[list->n], strlen(from[list->n]),
		    &list->v[list->n], &why);
}

static int
by_prefix(const void *a, const void *b)
{
	return prefix_cmp(a, b);
}

static void
sort_prefixes(struct prefix_list *list)
{
	if (list->n > 0)
		qsort(list->v, list->n, sizeof *list->v, by_prefix);
}

/*
 * What has a table of its own, in the order in which one looks at another.
 * Some are read only when all before them is right: they look at it.
 */
static const struct section {
	const char *key;
	bool (*read)(struct site *site, const struct ynode *node,
	    struct diag *diag);
	bool looks;
} sections[] = {
	{ "routers", read_routers, false },
	{ "rpki", rpki_read, false },
	{ "sources", sources_read, false },
	{ "mesh", mesh_read, true },
	{ "sessions", neighbors_read, true },
	{ "ixp", ixp_read, true },
};

static bool
read_sections(struct site *site, const struct ynode *root, struct diag *diag,
    bool ok)
{
	if (root->kind != YNODE_MAP)
		return ok;
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		const struct ynode *node = ynode_get(root, sections[i].key);

		if (node != NULL && (ok || !sections[i].looks))
			ok &= sections[i].read(site, node, diag);
	}
	return ok;
}

struct site *
site_read(const char *file, struct diag *diag)
{
	struct ynode *root = ynode_read(file, DIAG_ERROR, diag);
	struct site *site;
	bool ok;

	if (root == NULL)
		return NULL;
	site = mem_zalloc(sizeof *site);
	site->file = mem_strdup(file);
	ok = schema_read(&site_schema, root, site, file, DIAG_ERROR, diag);
	rpki_default(site);
	ok = read_sections(site, root, diag, ok);
	if (ok && asn_reserved(site->network.asn))
		ok = site_refuse(site, site->network.line[NETWORK_ASN], "asn",
		    "a reserved AS number", diag);
	default_allowed_ips(site);
	sort_prefixes(&site->network.prefixes);
	sort_prefixes(&site->peering.allowed_ips);
	ynode_free(root);
	if (!ok) {
		site_free(site);
		return NULL;
	}
	return site;
}

void
site_free(struct site *site)
{
	if (site == NULL)
		return;
	for (size_t i = 0; i < site->nrouters; i++) {
		free(site->routers[i].name);
		site_routes_free(&site->routers[i]);
		schema_free(&router_schema, &site->routers[i]);
	}
	free(site->routers);
	sources_free(site);
	mesh_free(&site->mesh);
	ixp_free(&site->ixp);
	rpki_free(&site->rpki);
	neighbors_free(&site->sessions);
	schema_free(&site_schema, site);
	free(site->file);
	free(site);
}

const struct site_router *
site_find_router(const struct site *site, const char *name)
{
	for (size_t i = 0; i < site->nrouters; i++)
		if (strcmp(site->routers[i].name, name) == 0)
			return &site->routers[i];
	return NULL;
}

const struct site_router *
site_router(const struct site *site, const char *name, struct diag *diag)
{
	struct place place = { site->file, 0 };
	const struct site_router *r;
	char host[256] = "";

	if (name == NULL && site->nrouters == 1)
		return &site->routers[0];
	if (name == NULL) {
		if (gethostname(host, sizeof host - 1) != 0)
			host[0] = '\0';
		host[strcspn(host, ".")] = '\0';
		name = host;
	}
	r = site_find_router(site, name);
	if (r == NULL)
		diag_say(diag, DIAG_ERROR, &place, "routers",
		    "no router \"%s\" (expected -r and one of the %zu there)",
		    name, site->nrouters);
	return r;
}

bool
prefix_list_contains(const struct prefix_list *list, const struct addr *a)
{
	for (size_t i = 0; i < list->n; i++)
		if (prefix_contains_addr(&list->v[i], a))
			return true;
	return false;
}

bool
prefix_list_covers(const struct prefix_list *list, const struct prefix *p)
{
	for (size_t i = 0; i < list->n; i++)
		if (prefix_contains(&list->v[i], p))
			return true;
	return false;
}

bool
site_owns(const struct site *site, const struct prefix *p)
{
	return prefix_list_covers(&site->network.prefixes, p);
}
