/* Prints every tunnel of a router, or the other side of one. */
#include "wg-render/tunnels.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "site/mesh-links.h"
#include "stream/fragout.h"
#include "wg-render/tunnel-side.h"

/* ROUTER needs the wireguard map, which has the key and port of our side. */
static bool
router_ready(const struct site *site, const struct site_router *router,
    const struct peer *p, struct diag *diag)
{
	struct place place = { site->file, router->name_line };

	if (p->tunnel == TUNNEL_NONE || router->line[ROUTER_WIREGUARD] != 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, "wireguard",
	    "missing, though %s "
	    "has the tunnelled peer %s",
	    router->name, p->name);
	return false;
}

static size_t
render_links(struct fragout *out, const struct explain *explain,
    const struct format *format, const struct site *site,
    const struct site_router *router, const char *allowed)
{
	struct mesh_link *links;
	size_t n = mesh_links(site, router, &links);

	for (size_t i = 0; i < n; i++) {
		struct tunnel t = tunnel_link(site, router, &links[i]);

		t.explain = explain;
		t.allowed_text = allowed;
		format->files(out, &t);
	}
	free(links);
	return n;
}

/* A key of psk-dir belongs to another user, and only root reads it. */
static void
warn_psk(const struct format *format, const struct site *site,
    const struct tunnel *t, struct diag *diag)
{
	const char *dir = site->self_service.psk_dir;
	size_t n = strlen(dir);

	if (format->root || t->psk_file == NULL ||
	    strncmp(t->psk_file, dir, n) != 0 || t->psk_file[n] != '/')
		return;
	diag_say(diag, DIAG_WARNING, &t->peer->place, t->peer->name,
	    "%s cannot read its preshared key %s: apply(8) can", format->name,
	    t->psk_file);
}

bool
render_tunnels(FILE *f, const struct explain *explain,
    const struct format *format, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    unsigned long *n, struct diag *diag)
{
	struct fragout out;
	char *allowed;

	*n = 0;
	for (size_t i = 0; i < peers->n; i++)
		if (!router_ready(site, router, &peers->v[i], diag))
			return false;
	/* Print no set: apply(8) expects none for a router without tunnels. */
	if (router->line[ROUTER_WIREGUARD] == 0)
		return true;
	allowed = tunnels_allowed(site);
	fragout_begin(&out, f, format->set);
	for (size_t i = 0; i < peers->n; i++) {
		struct tunnel t = tunnel_local(site, router, &peers->v[i]);

		if (peers->v[i].tunnel != TUNNEL_WIREGUARD)
			continue;
		t.explain = explain;
		t.allowed_text = allowed;
		warn_psk(format, site, &t, diag);
		format->files(&out, &t);
		++*n;
	}
	*n += render_links(&out, explain, format, site, router, allowed);
	fragout_end(&out);
	free(allowed);
	return true;
}

/* The peer NAME, whose side is printed.  NULL: reported, there is none. */
static const struct peer *
remote_peer(const struct site *site, const struct site_router *router,
    const struct peers *peers, const char *name, struct diag *diag)
{
	static const struct place place = { "--remote", 0 };
	const struct peer *p = peers_find(peers, name);

	if (p != NULL && p->tunnel == TUNNEL_WIREGUARD)
		return router_ready(site, router, p, diag) ? p : NULL;
	if (p == NULL && site_find_router(site, name) != NULL)
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "%s is a router of "
		    "ours: -r %s has its side of every link",
		    name, name);
	else
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "no tunnelled peer "
		    "of %s is named \"%s\"",
		    router->name, name);
	return NULL;
}

bool
render_remote(FILE *f, const struct format *format, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    const char *name, struct diag *diag)
{
	const struct peer *p = remote_peer(site, router, peers, name, diag);
	char interface[16];
	struct tunnel t;
	char *allowed;

	if (p == NULL)
		return false;
	t = tunnel_remote(site, router, p, interface);
	t.allowed_text = allowed = tunnels_allowed(site);
	t.private_key_file = format->private_key_file;
	fprintf(f,
	    "# AS%" PRIu32 ": your side of the tunnel to AS%" PRIu32
	    ".  The private key in\n# %s is your own.\n",
	    p->asn, site->network.asn, t.private_key_file);
	if (t.psk_file != NULL) {
		t.psk_file = format->psk_file;
		fprintf(f,
		    "# Both sides have the same preshared key, which no "
		    "file like this one holds:\n# ask for it where nobody "
		    "listens, and put it into\n# %s.\n",
		    t.psk_file);
	}
	if (!t.has_endpoint)
		fputs("# We have no public address: we come to yours.\n", f);
	format->paste(f, &t);
	free(allowed);
	return true;
}
