/* --remote: the other side of a peer, a session or the exchange. */
#include "bird-render/remote.h"

#include "bird-render/part-filters.h"
#include "bird-render/part-ixp.h"
#include "bird-render/part-router.h"
#include "bird-render/remote-neighbor.h"
#include "bird-render/remote-participant.h"
#include "bird-render/remote-peer.h"

static bool
peer_text(FILE *f, const struct input *in, const struct peer *p,
    struct diag *diag)
{
	if (!router_ready(in, diag) || !filters_ready(in, diag) ||
	    !remote_peer_ready(in, p, diag))
		return false;
	remote_peer_text(f, in, p);
	return true;
}

static bool
neighbor_text(FILE *f, const struct input *in, const struct neighbor *n,
    struct diag *diag)
{
	if (!router_ready(in, diag) || !filters_ready(in, diag) ||
	    !remote_neighbor_ready(in, n, diag))
		return false;
	remote_neighbor_text(f, in, n);
	return true;
}

static bool
participant_text(FILE *f, const struct input *in, const struct participant *p,
    struct diag *diag)
{
	if (!router_ready(in, diag) || !ixp_ready(in, diag) ||
	    !remote_participant_ready(in, p, diag))
		return false;
	remote_participant_text(f, in, p);
	return true;
}

bool
remote_text(FILE *f, const struct input *in, const char *name,
    struct diag *diag)
{
	static const struct place place = { "--remote", 0 };
	const struct peer *p = peers_find(&in->peers, name);
	const struct neighbor *n = remote_neighbor_find(in, name);
	const struct participant *member = remote_participant_find(in, name);

	if (p != NULL)
		return peer_text(f, in, p, diag);
	if (n != NULL)
		return neighbor_text(f, in, n, diag);
	if (member != NULL)
		return participant_text(f, in, member, diag);
	diag_say(diag, DIAG_ERROR, &place, NULL,
	    "no peer of %s is named "
	    "\"%s\"",
	    in->router->name, name);
	return false;
}
