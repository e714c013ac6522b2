/* bird-render: the router's BIRD configuration. */
#include <stdio.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/out.h"
#include "bird-render/input.h"
#include "bird-render/options.h"
#include "bird-render/part-filters.h"
#include "bird-render/part-ixp.h"
#include "bird-render/part-router.h"
#include "bird-render/parts.h"
#include "bird-render/remote-neighbor.h"
#include "bird-render/remote-participant.h"
#include "bird-render/remote-peer.h"
#include "site/site-read.h"

static bool
render_participant(const struct input *in, const struct participant *p,
    struct diag *diag)
{
	if (!router_ready(in, diag) || !ixp_ready(in, diag) ||
	    !remote_participant_ready(in, p, diag))
		return false;
	remote_participant_text(stdout, in, p);
	return true;
}

static bool
render_remote(const struct options *o, const struct input *in,
    struct diag *diag)
{
	static const struct place place = { "--remote", 0 };
	const struct peer *p = peers_find(&in->peers, o->remote);
	const struct neighbor *n = remote_neighbor_find(in, o->remote);
	const struct participant *member = remote_participant_find(in, o->remote);

	if (p == NULL && n == NULL && member == NULL) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "no peer of %s is "
		    "named \"%s\"", in->router->name, o->remote);
		return false;
	}
	if (p == NULL && n == NULL)
		return render_participant(in, member, diag);
	if (!router_ready(in, diag) || !filters_ready(in, diag) ||
	    !(p != NULL ? remote_peer_ready(p, diag) :
	    remote_neighbor_ready(in, n, diag)))
		return false;
	if (p != NULL)
		remote_peer_text(stdout, in, p);
	else
		remote_neighbor_text(stdout, in, n);
	return true;
}

/* Instead of the fragments, why they are as they are. */
static bool
explain(const struct options *o, const struct input *in, struct diag *diag)
{
	struct explain e;
	struct input asked = *in;

	explain_begin(&e, in->site);
	asked.explain = &e;
	if (!parts_render(e.f, &asked, o->parts, diag)) {
		explain_drop(&e);
		return false;
	}
	explain_finish(&e, stdout);
	return true;
}

static bool
render(const struct options *o, const struct input *in, struct diag *diag)
{
	if (o->remote != NULL)
		return render_remote(o, in, diag);
	return o->explain ? explain(o, in, diag) :
	    parts_render(stdout, in, o->parts, diag);
}

static void
summary(const struct input *in, struct diag *diag)
{
	char participants[48] = "";

	if (ixp_wanted(in))
		snprintf(participants, sizeof participants,
		    ", %zu participants", in->participants.n);
	diag_summary(diag, "%s: %zu peers, %zu ROAs, %zu rules%s",
	    in->router->name, in->peers.n, in->nvrps, in->nrules,
	    participants);
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct input in = { .want_routes = o.remote != NULL,
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
	if (!input_read(&in, STDIN_FILENO, &diag))
		goto out;
	if (!render(&o, &in, &diag) || !out_finish(stdout, &diag))
		goto out;
	if (o.remote == NULL)
		summary(&in, &diag);
	status = 0;
out:
	input_free(&in);
	site_free(site);
	return status;
}
