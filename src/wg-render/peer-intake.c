/* The peers of a router, from records. */
#include "wg-render/peer-intake.h"

#include <unistd.h>

#include "site/needed-records.h"
#include "stream/records.h"

/* The peers of one router, while they are being read. */
struct intake {
	struct peers *peers;
	const char *router;
};

static bool
take_peer(void *state, const struct taking *t)
{
	const struct intake *in = state;

	return peers_take(in->peers, t->record, in->router, t->place, t->diag);
}

bool
peer_intake(struct peers *peers, const struct site *site,
    const struct site_router *router, struct diag *diag)
{
	static const struct taker takers[] = { { "peer", take_peer } };
	struct intake in = { peers, router->name };

	return records_read_or(STDIN_FILENO, "-", records_hint(site, router),
		   takers, sizeof takers / sizeof *takers, &in, diag) &&
	    peers_sort(peers, diag);
}
