/* A marking: the dn42 communities that a session sets. */
#include "bird-render/dn42-marking.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/print.h"
#include "base/sort.h"
#include "stream/latency.h"

struct marking
marking_of(const struct peer *p, const struct site_router *router)
{
	return (struct marking){
		.latency = peer_given(p, PEER_LATENCY) ?
		    latency_class(p->latency) :
		    0,
		.bandwidth = peer_given(p, PEER_BANDWIDTH) ? p->bandwidth : 0,
		.crypto = peer_given(p, PEER_CRYPTO) ? p->crypto : 0,
		.link_type = peer_given(p, PEER_LINK_TYPE) ? p->link_type : 0,
		.loss = peer_given(p, PEER_LOSS) ? p->loss : 0,
		.drain = p->drain || router->drain,
	};
}

int
marking_cmp(const struct marking *a, const struct marking *b)
{
	if (a->latency != b->latency)
		return a->latency < b->latency ? -1 : 1;
	if (a->bandwidth != b->bandwidth)
		return a->bandwidth < b->bandwidth ? -1 : 1;
	if (a->crypto != b->crypto)
		return a->crypto < b->crypto ? -1 : 1;
	if (a->link_type != b->link_type)
		return a->link_type < b->link_type ? -1 : 1;
	if (a->loss != b->loss)
		return a->loss < b->loss ? -1 : 1;
	return (a->drain > b->drain) - (a->drain < b->drain);
}

const char *
marking_suffix(char text[static MARKING_TEXT], const struct marking *m)
{
	char more[24] = "";

	if (m->link_type != 0 || m->loss != 0)
		print_text(more, sizeof more, "_t%" PRIu32 "_p%" PRIu32,
		    m->link_type, m->loss);
	print_text(text, MARKING_TEXT, "_l%u_b%" PRIu32 "_c%" PRIu32 "%s%s",
	    m->latency, m->bandwidth, m->crypto, more,
	    m->drain ? "_drain" : "");
	return text;
}

static int
in_order(const void *a, const void *b)
{
	return marking_cmp(a, b);
}

/* The number of possible markings: classes of 0 to 9, 29 and 36, nine link
 * types or none, four losses or none, drained or not (birdfeed-site(5)). */
#define MARKINGS ((size_t)10 * 30 * 37 * 10 * 5 * 2)

static size_t
marking_number(const struct marking *m)
{
	size_t type = m->link_type != 0 ? m->link_type - 80 : 0;
	size_t loss = m->loss != 0 ? m->loss - 90 : 0;

	return ((((m->latency * (size_t)30 + m->bandwidth) * 37 + m->crypto) *
			10 +
		    type) *
		       5 +
		   loss) *
	    2 +
	    m->drain;
}

struct marking *
markings_of(const struct peers *peers, const struct site_router *router,
    size_t *n)
{
	struct marking *all = mem_alloc(peers->n * sizeof *all);
	bool *seen = mem_zalloc(MARKINGS * sizeof *seen);

	*n = 0;
	for (size_t i = 0; i < peers->n; i++) {
		struct marking m = marking_of(&peers->v[i], router);
		bool *one = &seen[marking_number(&m)];

		if (!*one)
			all[(*n)++] = m;
		*one = true;
	}
	free(seen);
	sort_all(all, *n, sizeof *all, in_order);
	return all;
}
