/* The sessions that BIRD has, by key. */
#include "peer-status/live-sessions.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "peer-status/session-key.h"

#define NAME_MOST ((size_t)255)

/* Of several sessions with one key, one that is up counts. */
static void
merge(struct live_sessions *all)
{
	size_t n = 0;

	sort_all(all->v, all->n, sizeof *all->v, sort_by_text);
	for (size_t i = 0; i < all->n; i++) {
		struct live *last = n > 0 ? &all->v[n - 1] : NULL;

		if (last == NULL || strcmp(last->key, all->v[i].key) != 0) {
			all->v[n++] = all->v[i];
			continue;
		}
		if (all->v[i].up && !last->up) {
			last->up = true;
			last->at = all->v[i].at;
		}
		free(all->v[i].key);
	}
	all->n = n;
}

/* Can a line of the file hold NAME? */
static bool
is_kept(const char *name)
{
	return name[strcspn(name, "\t\n\r")] == '\0' && name[0] != '\0' &&
	    strlen(name) <= NAME_MOST && strcmp(name, HISTORY_BIRD) != 0;
}

/* A session whose AS is not known is not kept: up, it would have another
 * key. */
struct live_sessions
live_sessions_of(const struct status *s)
{
	struct live_sessions all = {
		mem_alloc((s->protocols.n + 1) * sizeof *all.v), 0
	};

	for (size_t i = 0; i < s->protocols.n; i++) {
		const struct protocol *p = &s->protocols.v[i];
		struct buf key = { 0 };

		session_key(&key, p);
		if (!p->is_range && is_kept(buf_cstr(&key)) &&
		    (p->neighbor == NULL || p->neighbor_asn.has))
			all.v[all.n++] = (struct live){
				mem_strdup(buf_cstr(&key)), protocol_is_up(p),
				p->since_at.has ? p->since_at.n : s->now
			};
		buf_free(&key);
	}
	merge(&all);
	return all;
}

void
live_sessions_free(struct live_sessions *all)
{
	for (size_t i = 0; i < all->n; i++)
		free(all->v[i].key);
	free(all->v);
}

bool
live_sessions_have(const struct live_sessions *all, const char *key)
{
	return sort_find(all->v, all->n, sizeof *all->v, &key, sort_by_text) !=
	    NULL;
}
