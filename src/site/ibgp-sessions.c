/* iBGP between the routers of a site without a mesh: ibgp is short for sessions
 * of the type ibgp. */
#include "site/ibgp-sessions.h"

#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/print.h"
#include "site/mesh-check.h"
#include "site/sessions.h"

#define PREFIX "ibgp-"
/* Some hops, because the addresses are loopbacks that an IGP carries. */
#define HOPS "64"
#define KEYS 8

/* A session as the site file would have it. */
struct written {
	struct ynode map;
	struct ynode item[2 * KEYS];
	char text[KEYS][ADDR_TEXT + 16];
};

static void
write_key(struct written *w, const char *key, const char *value)
{
	struct ynode *at = &w->item[w->map.n];
	char *text = w->text[w->map.n / 2];

	print_text(text, sizeof w->text[0], "%s", value);
	at[0] = (struct ynode){ YNODE_SCALAR, w->map.line, (char *)key,
		strlen(key) };
	at[1] = (struct ynode){ YNODE_SCALAR, w->map.line, text, strlen(text) };
	w->map.n += 2;
}

static bool
both(const struct site_router *a, const struct site_router *b, unsigned key)
{
	return a->line[key] != 0 && b->line[key] != 0;
}

/* Writes the session of router A with router B. */
static void
write_session(struct written *w, const struct site_router *a,
    const struct site_router *b, bool client, unsigned line)
{
	const bool four = both(a, b, ROUTER_IPV4);
	const bool six = both(a, b, ROUTER_IPV6);
	char text[ADDR_TEXT + 16];

	w->map = (struct ynode){ .kind = YNODE_MAP,
		.line = line,
		.item = w->item };
	print_text(text, sizeof text, PREFIX "%s", b->name);
	write_key(w, "name", text);
	write_key(w, "router", a->name);
	write_key(w, "type", "ibgp");
	write_key(w, "neighbor", addr_print(text, six ? &b->ipv6 : &b->ipv4));
	write_key(w, "local", addr_print(text, six ? &a->ipv6 : &a->ipv4));
	write_key(w, "multihop", HOPS);
	write_key(w, "families", four && six ? "mp" : four ? "ipv4" : "ipv6");
	if (client)
		write_key(w, "rr-client", "true");
}

static bool
reflects(const struct router_list *list, const struct site_router *r)
{
	for (size_t i = 0; i < list->names.n; i++)
		if (strcmp(list->names.v[i], r->name) == 0)
			return true;
	return false;
}

/* Adds the sessions of router A. */
static bool
add_sessions(struct site *site, const struct site_router *a,
    const struct router_list *reflectors, const struct ynode *node,
    const struct ynode *defaults, struct diag *diag)
{
	struct neighbor_list *all = &site->sessions;
	const bool server = reflects(reflectors, a);
	bool ok = true;

	for (size_t i = 0; i < site->nrouters; i++) {
		const struct site_router *b = &site->routers[i];
		struct written w;

		if (a == b ||
		    (!reflectors->full && !server && !reflects(reflectors, b)))
			continue;
		if (!both(a, b, ROUTER_IPV4) && !both(a, b, ROUTER_IPV6)) {
			ok = site_refuse(site, a->name_line, "ibgp",
			    "two "
			    "routers without addresses of one family "
			    "(expected ipv4 or ipv6 of both)",
			    diag);
			continue;
		}
		if (strlen(PREFIX) + strlen(b->name) > NAME_MOST) {
			ok = site_refuse(site, b->name_line, "ibgp",
			    "a router with a long name (expected at most 27 "
			    "characters, because its sessions are named after "
			    "it)",
			    diag);
			continue;
		}
		write_session(&w, a, b, server && !reflects(reflectors, b),
		    node->line);
		all->v = mem_resize(all->v, all->n + 1, sizeof *all->v);
		memset(&all->v[all->n], 0, sizeof *all->v);
		ok &= session_read(site, &all->v[all->n++], &w.map, defaults,
		    diag);
	}
	return ok;
}

bool
ibgp_sessions_read(struct site *site, const struct ynode *root,
    struct diag *diag)
{
	const struct ynode *node = ynode_get(root, "ibgp");
	const struct ynode *defaults = ynode_get(root, "defaults");
	struct router_list reflectors = { 0 };
	bool ok;

	if (mesh_there(site))
		return site_refuse(site, node->line, "ibgp",
		    "beside a mesh "
		    "(expected the mesh's own ibgp)",
		    diag);
	if (site->nrouters < 2)
		return site_refuse(site, node->line, "ibgp",
		    "of one router "
		    "(expected several routers)",
		    diag);
	ok = router_list_read(site, node, false, "ibgp", &reflectors, diag);
	for (size_t i = 0; ok && i < site->nrouters; i++)
		ok &= add_sessions(site, &site->routers[i], &reflectors, node,
		    defaults, diag);
	router_list_free(&reflectors);
	return ok && sessions_settle(site, diag);
}
