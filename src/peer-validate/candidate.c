/* A candidate: a peer before its verdict. */
#include "peer-validate/candidate.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

struct candidate *
candidates_new(const struct peer_source *source, size_t from_yaml, bool trusted)
{
	struct candidate *c = mem_zalloc(source->peers.n * sizeof *c);

	for (size_t i = 0; i < source->peers.n; i++) {
		c[i].peer = &source->peers.v[i];
		c[i].own = i < from_yaml;
		c[i].stranger = !trusted && i >= from_yaml;
		if (c[i].stranger) {
			c[i].peer->requested = true;
			peer_mark(c[i].peer, PEER_REQUESTED);
		}
	}
	return c;
}

/* By ASN and name; each router may have a peer of the same name. */
static int
in_order(const void *va, const void *vb)
{
	const struct candidate *a = va, *b = vb;
	int c = peer_cmp(a->peer, b->peer);

	if (c != 0 || a->router == NULL || b->router == NULL)
		return c;
	return strcmp(a->router->name, b->router->name);
}

size_t
candidates_write(FILE *to, struct candidate *c, size_t n,
    const struct site_router *router)
{
	struct buf line = { 0 };
	size_t written = 0;

	sort_all(c, n, sizeof *c, in_order);
	for (size_t i = 0; i < n; i++) {
		if (c[i].refused || (router != NULL && c[i].router != router))
			continue;
		line.len = 0;
		peer_to_record(c[i].peer, &line);
		fwrite(line.data, 1, line.len, to);
		written++;
	}
	buf_free(&line);
	return written;
}
