/* wg-render: one WireGuard interface for each peer and mesh link. */
#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/out.h"
#include "site/site-read.h"
#include "stream/records.h"
#include "wg-render/options.h"
#include "wg-render/tunnels.h"

/* The peers of one router, while they are read. */
struct intake {
	struct peers *peers;
	const char *router;
};

static bool
take_peer(void *state, const struct taking *t)
{
	const struct intake *in = state;

	return peers_take(in->peers, t->record, in->router, t->place,
	    t->diag);
}

static bool
read_peers(struct peers *peers, const struct site_router *router,
    struct diag *diag)
{
	static const struct taker taker = { "peer", take_peer };
	struct intake in = { peers, router->name };

	return records_read(STDIN_FILENO, "-", &taker, 1, &in, diag) &&
	    peers_sort(peers, diag);
}

/* Instead of the fragments, why they are as they are. */
static bool
explain(const struct options *o, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    unsigned long *n, struct diag *diag)
{
	struct explain e;

	explain_begin(&e, site);
	if (!render_tunnels(e.f, &e, o->format, site, router, peers, n,
	    diag)) {
		explain_drop(&e);
		return false;
	}
	explain_finish(&e, stdout);
	return true;
}

static bool
render(const struct options *o, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    unsigned long *n, struct diag *diag)
{
	if (o->remote != NULL)
		return render_remote(stdout, o->format, site, router, peers,
		    o->remote, diag);
	if (o->explain)
		return explain(o, site, router, peers, n, diag);
	return render_tunnels(stdout, NULL, o->format, site, router, peers,
	    n, diag);
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	const struct site_router *router;
	struct peers peers = { .unread = PEER_OF_SESSION };
	struct site *site;
	unsigned long n = 0;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	out_open(stdout);
	router = site_router(site, o.common.router, &diag);
	if (router == NULL || !read_peers(&peers, router, &diag))
		goto out;
	if (!render(&o, site, router, &peers, &n, &diag) ||
	    !out_finish(stdout, &diag))
		goto out;
	if (o.remote == NULL)
		diag_summary(&diag, "%s: %lu tunnels", router->name, n);
	status = 0;
out:
	peers_free(&peers);
	site_free(site);
	return status;
}
