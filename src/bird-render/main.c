/* bird-render: the router's BIRD configuration. */
#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "bird-render/input.h"
#include "bird-render/options.h"
#include "bird-render/part-ixp.h"
#include "bird-render/parts.h"
#include "bird-render/remote.h"
#include "site/needed-records.h"
#include "site/site-read.h"

/* What parts_render() needs besides the stream. */
struct job {
	const struct options *o;
	const struct input *in;
	struct diag *diag;
};

static bool
render_parts(void *ctx, FILE *f, const struct explain *e)
{
	const struct job *job = ctx;
	struct input in = *job->in;

	in.explain = e;
	return parts_render(f, &in, job->o->parts, job->diag);
}

static bool
render(const struct options *o, const struct input *in, struct diag *diag)
{
	struct job job = { o, in, diag };

	if (o->render.remote != NULL)
		return remote_text(stdout, in, o->render.remote, diag);
	return o->render.explain ?
	    explain_render(stdout, in->site, render_parts, &job) :
	    render_parts(&job, stdout, NULL);
}

/* Reads standard input, or nothing if the site file is enough. */
static bool
read_input(const struct options *o, struct input *in, struct diag *diag)
{
	return o->render.no_records ?
	    records_spared(in->site, in->router, diag) :
	    input_read(in, STDIN_FILENO, diag);
}

static void
summary(const struct input *in, struct diag *diag)
{
	char participants[48] = "";

	if (ixp_wanted(in))
		snprintf(participants, sizeof participants,
		    ", %zu participants", in->participants.n);
	diag_summary(diag, "%s: %zu peers, %zu ROAs, %zu rules%s",
	    in->router->name, in->peers.n, in->nvrps, in->nrules, participants);
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct input in = { .want_routes = o.render.remote != NULL,
		.peers.unread = PEER_OF_TUNNEL };
	const struct site_router *router;
	struct site *site;

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
	input_router(&in, site, router);
	wall_in_filter(&diag);
	if (!read_input(&o, &in, &diag))
		goto out;
	if (!render(&o, &in, &diag) || !out_finish(stdout, &diag))
		goto out;
	if (o.render.remote == NULL)
		summary(&in, &diag);
	status = 0;
out:
	input_free(&in);
	site_free(site);
	return status;
}
