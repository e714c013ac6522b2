/* Verification of a generation's files. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apply/generation-tree.h"
#include "apply/sets.h"
#include "base/file.h"
#include "base/mem.h"

static const struct slice manifest_path = { TREE_MANIFEST, 8 };

static bool
attributes_ok(const struct stat *st, unsigned mode, gid_t group)
{
	return (st->st_mode & 07777) == mode && st->st_uid == geteuid() &&
	    (group == (gid_t)-1 || st->st_gid == group);
}

/* Is TEXT DEFINE, followed by the expected text?  A copy cannot be verified
 * without the key of its hash. */
static bool
content_ok(struct store *s, const struct buf *text, const char *define,
    const struct slice *body, const struct frag_file *f)
{
	size_t skip = strlen(define);

	if (text->len < skip || memcmp(text->data, define, skip) != 0)
		return false;
	if (body != NULL)
		return text->len - skip == body->n &&
		    (body->n == 0 ||
			memcmp(text->data + skip, body->p, body->n) == 0);
	if (f->copy.n > 0 && (!store_key(s, false) || !s->key_is_old))
		return true;
	return generation_text_ok(f,
	    (struct slice){ text->data + skip, text->len - skip }, s->key);
}

enum file_state {
	FILE_WHOLE,
	FILE_DAMAGED, /* replacing it loses nothing */
	FILE_EDITED,  /* other text, a link, or unreadable */
};

static enum file_state
file_state(struct store *s, const struct generation *g,
    const struct frag_file *f, const struct set_kind *kind,
    const struct slice *body, struct buf *text)
{
	char define[DEFINE_TEXT];
	int fd = tree_open(s, g->id, f->path);
	struct stat st;
	bool ok;

	if (fd == -1 || fstat(fd, &st) != 0) {
		bool nothing = fd == -1 &&
		    (errno == ENOENT || errno == ENOTDIR || errno == ENXIO);

		if (fd != -1)
			close(fd);
		return nothing ? FILE_DAMAGED : FILE_EDITED;
	}
	ok = attributes_ok(&st, f->mode, tree_group(s, kind));
	if (file_slurp(fd, TREE_FILE_MOST, text) &&
	    content_ok(s, text, generation_define(g, f->path, define), body, f))
		return ok ? FILE_WHOLE : FILE_DAMAGED;
	return S_ISREG(st.st_mode) ? FILE_EDITED : FILE_DAMAGED;
}

static void
verify_set(struct store *s, const struct generation *g,
    const struct frag_set *set, const struct frag_set *with,
    struct name_list *damaged, struct name_list *edited)
{
	struct buf text = { 0 };

	/* G was made from STREAM, so both have the same files in the same
	 * order. */
	for (size_t i = 0; i < set->n; i++) {
		struct slice path = set->file[i].path;
		enum file_state state = file_state(s, g, &set->file[i],
		    set_kind(set->name),
		    with != NULL ? &with->file[i].body : NULL, &text);

		if (state != FILE_WHOLE)
			name_list_add(damaged, path);
		if (state == FILE_EDITED && edited != NULL)
			name_list_add(edited, path);
	}
	buf_free(&text);
}

static bool
folder_ok(const struct store *s, const char *path, unsigned mode, gid_t group)
{
	struct stat st;

	return fstatat(s->fd, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISDIR(st.st_mode) && attributes_ok(&st, mode, group);
}

/* Verifies each folder of a set once.  This works because the files are
 * sorted. */
static void
verify_folders(const struct store *s, const struct generation *g,
    const struct frag_set *set, struct name_list *damaged)
{
	const struct set_kind *kind = set_kind(set->name);
	struct slice last = { "", 0 };

	for (size_t i = 0; i < set->n; i++) {
		struct slice path = set->file[i].path;

		for (size_t n = 1; n < path.n; n++) {
			char name[ID_TEXT + TREE_PATH];

			if (path.p[n] != '/' ||
			    (last.n > n && memcmp(last.p, path.p, n + 1) == 0))
				continue;
			snprintf(name, sizeof name, "%s/%.*s", g->id, (int)n,
			    path.p);
			if (!folder_ok(s, name, kind->mode,
				tree_group(s, kind)))
				name_list_add(damaged,
				    (struct slice){ path.p, n });
		}
		last = path;
	}
}

enum tree_state
tree_verify(struct store *s, const struct generation *g,
    const struct fragments *stream, struct name_list *damaged,
    struct name_list *edited)
{
	struct buf text = { 0 };
	struct stat st;
	bool ok;

	for (size_t i = 0; i < g->manifest.n; i++) {
		const struct frag_set *set = &g->manifest.set[i];
		char *name = mem_strndup(set->name.p, set->name.n);

		verify_set(s, g, set,
		    stream != NULL ? fragments_set(stream, name) : NULL,
		    damaged, edited);
		free(name);
		if (s->fd != -1)
			verify_folders(s, g, set, damaged);
	}
	name_list_sort(damaged);
	if (edited != NULL)
		name_list_sort(edited);
	if (s->fd == -1 || fstatat(s->fd, g->id, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return TREE_ABSENT;
	if (!folder_ok(s, g->id, 0750, s->group))
		name_list_add(damaged, (struct slice){ "", 0 });
	ok = damaged->n == 0 && tree_read(s, g->id, manifest_path, &text) &&
	    text.len == g->manifest.text.len &&
	    memcmp(text.data, g->manifest.text.data, text.len) == 0;
	buf_free(&text);
	return ok ? TREE_WHOLE : TREE_DAMAGED;
}
