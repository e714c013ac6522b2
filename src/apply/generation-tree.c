/* The files of a generation on disk. */
#include "apply/generation-tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apply/sets.h"
#include "base/file.h"
#include "base/folder.h"

static const struct slice manifest_path = { TREE_MANIFEST, 8 };

static const char *
path_text(char text[static TREE_PATH], struct slice path)
{
	snprintf(text, TREE_PATH, "%.*s", (int)path.n, path.p);
	return text;
}

gid_t
tree_group(const struct store *s, const struct set_kind *kind)
{
	return kind == NULL || kind->group ? s->group : (gid_t)-1;
}

static bool
write_file(const struct store *s, int at, struct slice path, unsigned mode,
    const struct set_kind *kind, const char *define, struct slice body)
{
	const struct slice part[] = { { define, strlen(define) }, body };
	char name[TREE_PATH];

	return file_create(at, path_text(name, path), mode, tree_group(s, kind),
	    part, 2);
}

/* Makes a new folder.  Its mode is set through its descriptor. */
static bool
make_folder(int at, const char *name, unsigned mode, gid_t group)
{
	bool ok;
	int fd;

	if (mkdirat(at, name, 0700) != 0)
		return errno == EEXIST;
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return false;
	ok = (group == (gid_t)-1 || fchown(fd, (uid_t)-1, group) == 0) &&
	    fchmod(fd, mode) == 0;
	return close(fd) == 0 && ok;
}

/* Makes all folders of PATH below AT. */
static bool
make_folders(const struct store *s, int at, struct slice path,
    const struct set_kind *kind)
{
	gid_t group = tree_group(s, kind);
	char name[TREE_PATH];

	path_text(name, path);
	for (char *slash = strchr(name, '/'); slash != NULL;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (!make_folder(at, name, kind->mode, group))
			return false;
		*slash = '/';
	}
	return true;
}

static bool
write_sets(const struct store *s, int at, const struct generation *g,
    const struct fragments *stream)
{
	for (size_t i = 0; i < stream->n; i++) {
		const struct frag_set *set = &stream->set[i];
		const struct set_kind *kind = set_kind(set->name);

		for (size_t j = 0; j < set->n; j++) {
			const struct frag_file *f = &set->file[j];
			char define[DEFINE_TEXT];

			if (!make_folders(s, at, f->path, kind) ||
			    !write_file(s, at, f->path, f->mode, kind,
				generation_define(g, f->path, define), f->body))
				return false;
		}
	}
	return true;
}

/* Writes the whole generation as NAME, and syncs it to disk. */
static bool
write_tree(const struct store *s, const char *name, const struct generation *g,
    const struct fragments *stream)
{
	const struct slice text = { g->manifest.text.data,
		g->manifest.text.len };
	bool ok;
	int fd;

	if (mkdirat(s->fd, name, 0700) != 0)
		return false;
	fd = openat(s->fd, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return false;
	ok = write_file(s, fd, manifest_path, 0640, NULL, "", text) &&
	    write_sets(s, fd, g, stream) &&
	    (s->group == (gid_t)-1 || fchown(fd, (uid_t)-1, s->group) == 0) &&
	    fchmod(fd, 0750) == 0 && syncfs(fd) == 0;
	if (!ok) {
		int error = errno;

		close(fd);
		errno = error;
		return false;
	}
	return close(fd) == 0;
}

/* Exchanges NAME with an existing directory in one step: that directory may be
 * in use, so ID must always exist. */
static bool
move_into_place(const struct store *s, const char *name, const char *id)
{
	char aside[FILE_TEMPORARY_TEXT];

	if (folder_move(s->fd, name, id))
		return true;
	if (errno == EEXIST && folder_exchange(s->fd, name, id))
		return folder_remove(s->fd, name);
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* The file system supports neither flag. */
	file_temporary(aside);
	if (renameat(s->fd, id, s->fd, aside) != 0 && errno != ENOENT)
		return false;
	if (renameat(s->fd, name, s->fd, id) != 0)
		return false;
	folder_remove(s->fd, aside);
	return true;
}

bool
tree_install(struct store *s, const struct generation *g,
    const struct fragments *stream)
{
	char name[FILE_TEMPORARY_TEXT];

	file_temporary(name);
	if (write_tree(s, name, g, stream) && move_into_place(s, name, g->id) &&
	    fsync(s->fd) == 0)
		return true;
	diag_say(s->diag, DIAG_ERROR, NULL, NULL, "%s/%s: %s", s->path, name,
	    strerror(errno));
	folder_remove(s->fd, name);
	return false;
}

int
tree_open(const struct store *s, const char *id, struct slice path)
{
	char name[ID_TEXT + TREE_PATH];

	if (s->fd == -1)
		return -1;
	snprintf(name, sizeof name, "%s/%.*s", id, (int)path.n, path.p);
	return openat(s->fd, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

bool
tree_read(struct store *s, const char *id, struct slice path, struct buf *text)
{
	return file_slurp(tree_open(s, id, path), TREE_FILE_MOST, text);
}
