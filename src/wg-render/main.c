/* wg-render: one WireGuard interface for each peer and mesh link. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sort.h"
#include "base/wall.h"
#include "site/needed-records.h"
#include "site/site-read.h"
#include "stream/records.h"
#include "wg-render/options.h"
#include "wg-render/tunnels.h"

/* The peers of one router, while they are being read, and the names of
 * requests. */
struct intake {
	struct peers *peers;
	const char *router;
	char **name;
	size_t n, cap;
};

static bool
take_peer(void *state, const struct taking *t)
{
	const struct intake *in = state;

	return peers_take(in->peers, t->record, in->router, t->place, t->diag);
}

static bool
take_request(void *state, const struct taking *t)
{
	struct intake *in = state;

	in->name = mem_grow(in->name, in->n, &in->cap, sizeof *in->name);
	in->name[in->n++] = mem_strndup(t->record->key.p, t->record->key.n);
	return true;
}

/* Marks the peers that networks asked for, and frees the names. */
static void
mark_requested(struct intake *in)
{
	sort_all(in->name, in->n, sizeof *in->name, sort_by_text);
	for (size_t i = 0; i < in->peers->n; i++) {
		struct peer *p = &in->peers->v[i];

		p->requested = sort_find(in->name, in->n, sizeof *in->name,
				   &p->name, sort_by_text) != NULL;
	}
	for (size_t i = 0; i < in->n; i++)
		free(in->name[i]);
	free(in->name);
}

static bool
read_peers(struct peers *peers, const struct options *o,
    const struct site *site, const struct site_router *router,
    struct diag *diag)
{
	static const struct taker takers[] = {
		{ "peer", take_peer },
		{ "request", take_request },
	};
	struct intake in = { .peers = peers, .router = router->name };
	bool ok;

	if (o->render.no_records)
		return records_spared(site, router, diag);
	ok = records_read_or(STDIN_FILENO, "-", records_hint(site, router),
		 takers, sizeof takers / sizeof *takers, &in, diag) &&
	    peers_sort(peers, diag);
	mark_requested(&in);
	return ok;
}

/* What render_tunnels() needs besides the stream. */
struct job {
	const struct options *o;
	const struct site *site;
	const struct site_router *router;
	const struct peers *peers;
	unsigned long n; /* tunnels that were printed */
	struct diag *diag;
};

static bool
render_all(void *ctx, FILE *f, const struct explain *e)
{
	struct job *job = ctx;

	return render_tunnels(f, e, job->o->format, job->site, job->router,
	    job->peers, &job->n, job->diag);
}

static bool
render(struct job *job)
{
	const struct options *o = job->o;

	if (o->render.remote != NULL)
		return render_remote(stdout, job->o->format, job->site,
		    job->router, job->peers, o->render.remote, job->diag);
	return o->render.explain ?
	    explain_render(stdout, job->site, render_all, job) :
	    render_all(job, stdout, NULL);
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
	struct job job;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	out_open(stdout);
	router = site_router(site, o.common.router, &diag);
	if (router == NULL)
		goto out;
	wall_in_filter(&diag);
	if (!read_peers(&peers, &o, site, router, &diag))
		goto out;
	job = (struct job){ &o, site, router, &peers, 0, &diag };
	if (!render(&job) || !out_finish(stdout, &diag))
		goto out;
	if (o.render.remote == NULL)
		diag_summary(&diag, "%s: %lu tunnels", router->name, job.n);
	status = 0;
out:
	peers_free(&peers);
	site_free(site);
	return status;
}
