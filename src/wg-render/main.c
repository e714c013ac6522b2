/* wg-render: one WireGuard interface for each peer and mesh link. */
#include <stdio.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "site/needed-records.h"
#include "site/site-read.h"
#include "wg-render/options.h"
#include "wg-render/peer-intake.h"
#include "wg-render/tunnels.h"

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
	if (!(o.render.no_records ? records_spared(site, router, &diag) :
				    peer_intake(&peers, site, router, &diag)))
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
