/* The rendering: every tunnel of a router, or one from its other end. */
#include "render.h"

#include <inttypes.h>
#include <stdlib.h>

#include "fragout.h"
#include "tunnel.h"

/* Our side's key and port are the router's. */
static bool
router_ready(const struct site *site, const struct site_router *router,
    const struct peer *p, struct diag *diag)
{
	struct place place = { site->file, router->name_line };

	if (p->tunnel == TUNNEL_NONE || router->line[ROUTER_WIREGUARD] != 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, "wireguard", "missing, though %s "
	    "has the tunnelled peer %s", router->name, p->name);
	return false;
}

static void
render_links(struct fragout *out, const struct format *format,
    const struct site *site, const struct site_router *router)
{
	struct mesh_link *links;
	size_t n = mesh_links(site, router, &links);

	for (size_t i = 0; i < n; i++) {
		struct tunnel t = tunnel_link(site, router, &links[i]);

		format->files(out, &t);
	}
	free(links);
}

bool
render_tunnels(FILE *f, const struct format *format, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    unsigned long *n, struct diag *diag)
{
	struct fragout out;

	for (size_t i = 0; i < peers->n; i++)
		if (!router_ready(site, router, &peers->v[i], diag))
			return false;
	*n = 0;
	/* No set either: apply(8) takes none of a router without tunnels. */
	if (router->line[ROUTER_WIREGUARD] == 0)
		return true;
	fragout_begin(&out, f, format->set);
	for (size_t i = 0; i < peers->n; i++) {
		struct tunnel t = tunnel_local(site, router, &peers->v[i]);

		if (peers->v[i].tunnel == TUNNEL_WIREGUARD)
			format->files(&out, &t);
	}
	render_links(&out, format, site, router);
	*n = out.files;
	fragout_end(&out);
	return true;
}

bool
render_remote(FILE *f, const struct format *format, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    const char *name, struct diag *diag)
{
	static const struct place place = { "--remote", 0 };
	const struct peer *p = peers_find(peers, name);
	char interface[16];
	struct tunnel t;

	if (p == NULL || p->tunnel != TUNNEL_WIREGUARD) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "no tunnelled peer "
		    "of %s is named \"%s\"", router->name, name);
		return false;
	}
	if (!router_ready(site, router, p, diag))
		return false;
	t = tunnel_remote(site, router, p, interface);
	fprintf(f, "# AS%" PRIu32 ": save as /etc/wireguard/%s.conf, mode 0600; "
	    "the key files are your own.\n", p->asn, interface);
	format->text(f, &t);
	return true;
}
