/* Reads the routers of the site file and checks them. */
#include "site/routers-check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/sort.h"
#include "site/mesh-links.h"

/* Sets the router id: the IPv4 address, unless it is given. */
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
		return site_refuse(site, r->name_line, "router-id",
		    "missing "
		    "(expected it, or ipv4, of which it is made)",
		    diag);
	if (addr_cmp(&r->router_id, &zero) == 0)
		return site_refuse(site, r->line[ROUTER_ID], "router-id",
		    "0.0.0.0 (expected another, RFC 6286)", diag);
	return true;
}

/* Handles vrf "none".  Any other VRF is a device with its own table, so the
 * site file must give the table. */
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
	return site_refuse(site, kernel->line[KERNEL_VRF], "vrf",
	    "without a "
	    "table (expected table: too, the VRF's own)",
	    diag);
}

static bool
has_tunnels(const struct site *site, const struct site_router *r)
{
	return mesh_there(site) || r->line[ROUTER_WIREGUARD] != 0;
}

/* A participant of an exchange may be somebody's laptop: what it learns is not
 * for the laptop's own packets, unless the site file gives the host's table. */
static bool
is_participant(const struct site *site, const struct site_router *r)
{
	return ixp_here(site, r) && site->ixp.role == IXP_PARTICIPANT;
}

/* Is the table that the site file gives one of the host's? */
static bool
is_hosts(const struct site_kernel *kernel)
{
	return kernel->line[KERNEL_TABLE] != 0 &&
	    kernel->table >= KERNEL_FIRST_TABLE &&
	    kernel->table <= KERNEL_LAST_TABLE;
}

/*
 * On the public internet, BIRD may learn a route that contains the other end of
 * a tunnel.  The tunnel's packets would then be routed into the tunnel.  So a
 * router with tunnels fills a table that its own packets do not use.
 */
static bool
settle_table(const struct site *site, struct site_router *r, struct diag *diag)
{
	struct site_kernel *kernel = &r->kernel;

	kernel->own_table = !kernel->none &&
	    site->registry.kind == REGISTRY_NONE && kernel->vrf == NULL &&
	    (has_tunnels(site, r) ||
		(is_participant(site, r) && !is_hosts(kernel)));
	if (!kernel->own_table)
		return true;
	if (kernel->line[KERNEL_TABLE] == 0)
		kernel->table = KERNEL_OWN_TABLE;
	if (!is_hosts(kernel))
		return true;
	return site_refuse(site, kernel->line[KERNEL_TABLE], "table",
	    "the "
	    "host's, for a router with tunnels on the public internet "
	    "(expected one of its own, or none: 4242)",
	    diag);
}

static bool
check_direct(const struct site *site, const struct site_router *r,
    struct diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < r->direct.n; i++)
		if (mesh_interface(r->direct.v[i]))
			ok = site_refuse(site, r->line[ROUTER_DIRECT], "direct",
			    "a link of the mesh (expected none that "
			    "begins with " MESH_INTERFACE ")",
			    diag);
	return ok;
}

/* Checks a pattern such as "ibgp_%n" with a router's name of maximum length. */
static bool
ibgp_names_ok(const char *pattern)
{
	const char *name = strstr(pattern, "%n");
	char text[65];
	struct why why;
	int n;

	if (name == NULL || strchr(pattern, '%') != name ||
	    strchr(name + 1, '%') != NULL)
		return false;
	n = snprintf(text, sizeof text, "%.*s%s%s", (int)(name - pattern),
	    pattern, "a_name_of_32_bytes_as_is_longest", name + 2);
	return symbol_check(text, (size_t)n, &why);
}

/* Checks the names of protocols: they must differ, and the pattern for iBGP
 * must contain a router's name. */
static bool
check_names(const struct site *site, const struct site_names *n,
    struct diag *diag)
{
	const char *const own[] = { n->device, n->kernel4, n->kernel6,
		n->babel };
	const unsigned count = sizeof own / sizeof *own;
	bool ok = true;

	for (unsigned i = 0; i < count; i++)
		for (unsigned j = i + 1; j < count; j++)
			if (own[i] != NULL && strcmp(own[i], own[j]) == 0)
				ok = site_refuse(site,
				    n->line[j] != 0 ? n->line[j] : n->line[i],
				    "names",
				    "two "
				    "protocols of one name",
				    diag);
	if (!ibgp_names_ok(n->ibgp))
		ok = site_refuse(site, n->line[NAMES_IBGP], "ibgp",
		    "no "
		    "pattern for the names of protocols (expected a BIRD "
		    "symbol with one %n, the other router's name)",
		    diag);
	return ok;
}

/* Checks constraints that the key tables cannot express. */
static bool
check_router(const struct site *site, struct site_router *r, struct diag *diag)
{
	const struct site_wireguard *wg = &r->wireguard;
	static const struct prefix link_local = { { 6, { 0xfe, 0x80 } }, 10 };
	const size_t most = sizeof((struct sockaddr_un *)NULL)->sun_path - 1;
	bool ok = settle_router_id(site, r, diag);

	ok &= settle_vrf(site, &r->kernel, diag);
	ok &= settle_table(site, r, diag);
	ok &= check_direct(site, r, diag);
	ok &= check_names(site, &r->names, diag);
	if (strlen(r->bird.control_socket) > most)
		ok = site_refuse(site, r->bird.line[BIRD_CONTROL_SOCKET],
		    "control-socket",
		    "too long for a socket (expected at "
		    "most 107 bytes)",
		    diag);
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

static bool
refuse_announced(const struct site *site, const struct site_router *r,
    const struct prefix *p, const char *what, struct diag *diag)
{
	char prefix[PREFIX_TEXT], text[PREFIX_TEXT + 80];

	snprintf(text, sizeof text, "%s: %s", prefix_print(prefix, p), what);
	return site_refuse(site, r->line[ROUTER_ANNOUNCE], "announce", text,
	    diag);
}

static bool
is_own(const struct site *site, const struct prefix *p)
{
	for (size_t i = 0; i < site->network.prefixes.n; i++)
		if (prefix_cmp(&site->network.prefixes.v[i], p) == 0)
			return true;
	return false;
}

/* True if other networks accept the length of P: the limit is dn42's, or that
 * of most networks on the public internet. */
static bool
is_short_enough(const struct site *site, const struct prefix *p)
{
	if (site->registry.kind == REGISTRY_DN42)
		return p->len <= (p->addr.family == 4 ? 29 : 64);
	return p->len <= (p->addr.family == 4 ? 24 : 48);
}

static const char *
check_announced(const struct site *site, const struct prefix_list *list,
    size_t i)
{
	const struct prefix *p = &list->v[i];

	if (!site_owns(site, p))
		return "not ours (expected a part of the network's prefixes)";
	if (is_own(site, p))
		return "announced anyway, as one of the network's prefixes";
	if (!is_short_enough(site, p))
		return site->registry.kind == REGISTRY_DN42 ?
		    "nobody would take it (expected at most a /29 or /64)" :
		    "nobody would take it (expected at most a /24 or /48)";
	if (i > 0 && prefix_cmp(p - 1, p) == 0)
		return "twice";
	return NULL;
}

static bool
check_announce(const struct site *site, struct site_router *r,
    struct diag *diag)
{
	struct prefix_list *list = &r->announce;
	bool ok = true;

	prefix_list_sort(list);
	for (size_t i = 0; i < list->n; i++) {
		const char *what = check_announced(site, list, i);

		if (what != NULL)
			ok = refuse_announced(site, r, &list->v[i], what, diag);
	}
	return ok;
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

/* Keys that must differ between the routers of one network. */
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

	return c != 0 ? c : sort_by_text(*x, *y);
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
		    router_schema.keys[row.key].name, buf_cstr(&text), diag);
	}
	buf_free(&text);
	free(v);
	return ok;
}

/* Adds static routes that drop all packets to some of our hosts. */
static bool
add_blackholes(const struct site *site, struct site_router *r,
    const struct reading *reading)
{
	const struct prefix_list *list = &r->blackhole;
	const unsigned line = r->line[ROUTER_BLACKHOLE];
	char prefix[PREFIX_TEXT], text[PREFIX_TEXT + 80];

	for (size_t i = 0; i < list->n; i++) {
		const struct prefix *p = &list->v[i];

		if (p->len == addr_bits(&p->addr) && site_owns(site, p)) {
			routes_blackhole(&r->static_routes, p, line);
			continue;
		}
		snprintf(text, sizeof text,
		    "%s: not one of our hosts "
		    "(expected a /32 or /128 in the network's prefixes)",
		    prefix_print(prefix, p));
		return reading_refuse(reading, line, "blackhole", text);
	}
	return list->n == 0 || routes_sort(&r->static_routes, reading);
}

static bool
read_routes(const struct site *site, struct site_router *r,
    const struct ynode *map, struct diag *diag)
{
	const struct reading reading = { site->file, DIAG_ERROR, diag };
	const struct ynode *list = map->kind == YNODE_MAP ?
	    ynode_get(map, "static") :
	    NULL;
	bool ok = check_announce(site, r, diag);

	if (list != NULL)
		ok &= routes_read(&r->static_routes, list, &reading);
	return ok && add_blackholes(site, r, &reading);
}

bool
routers_read(struct site *site, const struct ynode *map, struct diag *diag)
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
		ok &= read_routes(site, r, &map->item[i + 1], diag);
	}
	sort_all(site->routers, site->nrouters, sizeof *site->routers,
	    sort_by_text);
	for (size_t i = 0; i < sizeof unique / sizeof *unique; i++)
		ok &= check_unique(site, unique[i], diag);
	return ok;
}
