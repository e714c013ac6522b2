/* wg-render: one WireGuard interface for each peer. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "format.h"
#include "hash.h"
#include "options.h"
#include "out.h"
#include "recordin.h"

static bool
read_peers(struct peers *peers, const struct site_router *router,
    struct diag *diag)
{
	struct recordin in;
	struct record record = { 0 };
	struct slice line;
	int got;

	recordin_open(&in, STDIN_FILENO, "-", diag);
	while ((got = recordin_next(&in, &line)) == 1) {
		if (!slice_is(record_class(line), "peer"))
			continue;
		record_parse(&record, line);
		if (!peers_take(peers, &record, router->name, &in.place,
		    diag)) {
			got = -1;
			break;
		}
	}
	record_free(&record);
	recordin_close(&in);
	return got == 0 && peers_sort(peers, diag);
}

static void
render(const struct options *o, const struct site *site,
    const struct site_router *router, const struct peers *peers)
{
	struct fragout out;

	fragout_begin(&out, stdout, o->format->set);
	for (size_t i = 0; i < peers->n; i++) {
		struct tunnel t = tunnel_local(site, router, &peers->v[i]);

		if (peers->v[i].tunnel == TUNNEL_WIREGUARD)
			o->format->files(&out, &t);
	}
	fragout_end(&out);
}

static bool
render_remote(const struct options *o, const struct site *site,
    const struct site_router *router, const struct peers *peers,
    struct diag *diag)
{
	static const struct place place = { "--remote", 0 };
	const struct peer *p = peers_find(peers, o->remote);
	char interface[16];
	struct tunnel t;

	if (p == NULL || p->tunnel != TUNNEL_WIREGUARD) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "no tunnelled peer "
		    "of %s is named \"%s\"", router->name, o->remote);
		return false;
	}
	t = tunnel_remote(site, router, p, interface);
	printf("# AS%" PRIu32 ": save as /etc/wireguard/%s.conf, mode 0600; "
	    "the key file is your own.\n", p->asn, interface);
	o->format->text(stdout, &t);
	return true;
}

int
main(int argc, char **argv)
{
	struct options o = options_parse(argc, argv);
	struct diag diag = { .tool = "wg-render", .sink = diag_stderr,
		.verbose = o.verbose };
	const struct site_router *router;
	struct peers peers = { 0 };
	struct site *site;
	int status = 2;

	if (!hash_init() || (site = site_read(o.site, &diag)) == NULL)
		return 2;
	out_open(stdout);
	router = site_router(site, o.router, &diag);
	if (router == NULL || !read_peers(&peers, router, &diag))
		goto out;
	if (o.remote == NULL)
		render(&o, site, router, &peers);
	else if (!render_remote(&o, site, router, &peers, &diag))
		goto out;
	if (out_finish(stdout, &diag))
		status = 0;
out:
	peers_free(&peers);
	site_free(site);
	return status;
}
