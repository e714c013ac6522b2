/* Passwords: the files that hold them, and the explain marks for them. */
#include "bird-render/password.h"

#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

const char **
password_files(const struct input *in, size_t *n)
{
	const char **all = mem_alloc(
	    (in->peers.n + in->nneighbors) * sizeof *all);
	size_t given = 0;

	for (size_t i = 0; i < in->peers.n; i++)
		if (peer_given(&in->peers.v[i], PEER_PASSWORD_FILE))
			all[given++] = in->peers.v[i].password_file;
	for (size_t i = 0; i < in->nneighbors; i++)
		if (in->neighbors[i].password_file != NULL)
			all[given++] = in->neighbors[i].password_file;
	*n = sort_once(all, given, sizeof *all, sort_by_text);
	return all;
}

void
password_because(FILE *f, const struct input *in, const char *file)
{
	/* This loop is slow, because there may be as many files as peers. */
	if (in->explain == NULL)
		return;
	for (size_t i = 0; i < in->peers.n; i++) {
		const struct peer *p = &in->peers.v[i];

		if (!peer_given(p, PEER_PASSWORD_FILE) ||
		    strcmp(p->password_file, file) != 0)
			continue;
		because_peer(f, in->explain, p, PEER_PASSWORD_FILE);
		return;
	}
	for (size_t i = 0; i < in->nneighbors; i++) {
		const struct neighbor *n = &in->neighbors[i];

		if (n->password_file == NULL ||
		    strcmp(n->password_file, file) != 0)
			continue;
		because_neighbor(f, in->explain, n, NEIGHBOR_PASSWORD_FILE);
		return;
	}
}
