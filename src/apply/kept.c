/* The stored generations. */
#include "apply/kept.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "apply/foreign.h"
#include "base/folder.h"
#include "base/mem.h"
#include "base/sort.h"

#define KEEP 5 /* newest generations to keep */

static void
add_kept(struct store *s, const char *name, void *ctx)
{
	struct kept_list *kept = ctx;
	struct stat st;

	if (!id_ok(name, strlen(name)) ||
	    fstatat(s->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	kept->v = mem_grow(kept->v, kept->n, &kept->cap, sizeof *kept->v);
	memcpy(kept->v[kept->n].id, name, ID_TEXT);
	kept->v[kept->n++].time = st.st_mtim;
}

static int
newest_first(const void *a, const void *b)
{
	const struct timespec *x = &((const struct kept *)a)->time;
	const struct timespec *y = &((const struct kept *)b)->time;

	if (x->tv_sec != y->tv_sec)
		return x->tv_sec > y->tv_sec ? -1 : 1;
	return (x->tv_nsec < y->tv_nsec) - (x->tv_nsec > y->tv_nsec);
}

void
kept_list(struct store *s, struct kept_list *kept)
{
	*kept = (struct kept_list){ 0 };
	if (s->fd != -1)
		store_each(s, add_kept, kept);
	sort_all(kept->v, kept->n, sizeof *kept->v, newest_first);
}

void
kept_free(struct kept_list *kept)
{
	free(kept->v);
	*kept = (struct kept_list){ 0 };
}

bool
kept_find(struct store *s, const char *start, char id[static ID_TEXT])
{
	size_t n = strlen(start), found = 0;
	struct kept_list kept;

	kept_list(s, &kept);
	for (size_t i = 0; i < kept.n; i++)
		if (n > 0 && strncmp(kept.v[i].id, start, n) == 0) {
			memcpy(id, kept.v[i].id, ID_TEXT);
			found++;
		}
	kept_free(&kept);
	if (found != 1)
		diag_say(s->diag, DIAG_ERROR, NULL, start, "%s",
		    found == 0 ?
			"no such generation is kept (expected one of --list)" :
			"more than one starts so");
	return found == 1;
}

/* Is every file of the generation apply's?  If not, the generation is kept. */
static bool
all_ours(struct store *s, const char *id)
{
	struct name_list foreign = { 0 };
	struct generation g;
	bool ok = true;

	if (store_generation(s, id, &g))
		foreign_find(&foreign, s, &g);
	if (foreign.n > 0) {
		diag_say(s->diag, DIAG_WARNING, NULL, NULL,
		    "%s/%.12s...: "
		    "old, and stays because of %s, which is not apply's",
		    s->path, id, foreign.v[0]);
		ok = false;
	}
	name_list_free(&foreign);
	generation_free(&g);
	return ok;
}

void
kept_prune(struct store *s, const char *id, const char *previous)
{
	struct kept_list kept;

	kept_list(s, &kept);
	for (size_t i = KEEP; i < kept.n; i++)
		if (strcmp(kept.v[i].id, id) != 0 &&
		    strcmp(kept.v[i].id, previous) != 0 &&
		    all_ours(s, kept.v[i].id))
			folder_remove(s->fd, kept.v[i].id);
	kept_free(&kept);
}
