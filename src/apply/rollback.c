/* A rollback: a stored generation becomes the input again. */
#include "apply/rollback.h"

#include <string.h>

#include "apply/generation-tree.h"
#include "apply/journal.h"
#include "apply/kept.h"
#include "apply/store.h"

static bool
refuse(const struct job *job, const char *id, const char *text)
{
	diag_say(job->diag, DIAG_ERROR, NULL, id, "%s", text);
	return false;
}

static bool
is_kept(const struct kept_list *kept, const char *id)
{
	for (size_t i = 0; i < kept->n; i++)
		if (strcmp(kept->v[i].id, id) == 0)
			return true;
	return false;
}

/*
 * Finds the generation to roll back to.  The journal names the one before the
 * current one, unless a change has been undone since.  Then it is the newest
 * other stored generation: a generation that was never confirmed is not
 * stored.
 */
static bool
find_previous(char id[static ID_TEXT], const struct job *job, struct store *s,
    const struct kept_list *kept)
{
	char now[ID_TEXT];
	struct journal journal;
	bool ok = journal_read(&journal, s) &&
	    store_current(s, now) != STORE_ODD;
	const char *found = NULL;

	for (size_t i = 0; ok && found == NULL && i < kept->n; i++)
		if (strcmp(kept->v[i].id, now) != 0)
			found = kept->v[i].id;
	if (ok && journal.state == JOURNAL_CONFIRMED &&
	    is_kept(kept, journal.from))
		found = journal.from;
	if (found != NULL)
		memcpy(id, found, ID_TEXT);
	else if (ok)
		ok = refuse(job, NULL,
		    "no generation is kept but the "
		    "present one (expected one in --list)");
	journal_free(&journal);
	return ok;
}

static bool
find(char id[static ID_TEXT], const struct job *job, struct store *s,
    const char *start)
{
	struct kept_list kept;
	bool ok;

	if (start != NULL)
		return kept_find(s, start, id);
	kept_list(s, &kept);
	ok = find_previous(id, job, s, &kept);
	kept_free(&kept);
	return ok;
}

/*
 * Adds a file: its framing from the manifest, and its text without the define.
 */
static bool
add_file(struct buf *to, struct store *s, const struct generation *g,
    const struct frag_file *f)
{
	struct buf text = { 0 };
	char define[DEFINE_TEXT];
	size_t skip = strlen(generation_define(g, f->path, define));
	bool ok = f->copy.n > 0 ||
	    (tree_read(s, g->id, f->path, &text) && text.len >= skip);

	buf_str(to, "#% file ");
	buf_add(to, f->path.p, f->path.n);
	buf_printf(to, " 0%03o\n", f->mode);
	buf_add(to, f->head.p, f->head.n);
	if (ok && f->copy.n == 0)
		buf_add(to, text.data + skip, text.len - skip);
	buf_free(&text);
	return ok;
}

static bool
add_set(struct buf *to, struct store *s, const struct generation *g,
    const struct frag_set *set)
{
	bool ok = true;

	buf_printf(to, "#%% begin %.*s 1\n", (int)set->name.n, set->name.p);
	for (size_t i = 0; i < set->n; i++)
		ok &= add_file(to, s, g, &set->file[i]);
	buf_printf(to, "#%% end %.*s %zu\n", (int)set->name.n, set->name.p,
	    set->n);
	return ok;
}

static bool
read_back(struct fragments *stream, struct copies *copies,
    const struct job *job, struct store *s, const char *id)
{
	struct name_list damaged = { 0 };
	struct buf text = { 0 };
	struct generation g;
	bool ok = store_generation(s, id, &g) &&
	    tree_verify(s, &g, NULL, &damaged, NULL) == TREE_WHOLE;

	for (size_t i = 0; ok && i < g.manifest.n; i++)
		ok = add_set(&text, s, &g, &g.manifest.set[i]);
	name_list_free(&damaged);
	generation_free(&g);
	if (ok)
		return fragments_parse(stream, &text, id, job->diag) &&
		    copies_read_back(copies, stream, job, s, id);
	buf_free(&text);
	return refuse(job, id, "it is not as apply installed it");
}

bool
rollback_read(struct fragments *stream, struct copies *copies,
    const struct job *job, const char *id)
{
	char whole[ID_TEXT] = "";
	struct store s;
	bool ok;

	if (!store_open(&s, job->state_dir, job->router->bird.group, false,
		job->diag))
		return false;
	ok = s.fd != -1 || refuse(job, job->state_dir, "there is nothing");
	ok = ok && find(whole, job, &s, id) &&
	    read_back(stream, copies, job, &s, whole);
	store_close(&s);
	return ok;
}
