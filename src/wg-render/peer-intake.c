/* The peers of a router, from records. */
#include "wg-render/peer-intake.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/sort.h"
#include "site/needed-records.h"
#include "stream/records.h"

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

bool
peer_intake(struct peers *peers, const struct site *site,
    const struct site_router *router, struct diag *diag)
{
	static const struct taker takers[] = {
		{ "peer", take_peer },
		{ "request", take_request },
	};
	struct intake in = { .peers = peers, .router = router->name };
	bool ok;

	ok = records_read_or(STDIN_FILENO, "-", records_hint(site, router),
		 takers, sizeof takers / sizeof *takers, &in, diag) &&
	    peers_sort(peers, diag);
	mark_requested(&in);
	return ok;
}
