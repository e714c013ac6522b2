/* The state directory. */
#include "apply/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apply/foreign.h"
#include "apply/generation-tree.h"
#include "base/deadline.h"
#include "base/fd.h"
#include "base/mem.h"

#define KEEP 5			/* generations */
#define MANIFEST_MOST ((off_t)64 * 1024 * 1024)

static const char temporary[] = ".tmp-";
static const char current[] = "current";
static const char secret[] = "secret";

static bool
fail(const struct store *s, const char *name, const char *what)
{
	diag_say(s->diag, DIAG_ERROR, NULL, NULL, "%s%s%s: %s", s->path,
	    name != NULL ? "/" : "", name != NULL ? name : "", what);
	return false;
}

static bool
failed(const struct store *s, const char *name)
{
	return fail(s, name, strerror(errno));
}

/* BIRD reads its files after it has given up root. */
static gid_t
bird_group(const char *name)
{
	const struct group *gr = geteuid() == 0 ? getgrnam(name) : NULL;

	return gr != NULL ? gr->gr_gid : (gid_t)-1;
}

static bool
make(const struct store *s)
{
	if (mkdir(s->path, 0700) != 0)
		return errno == EEXIST;
	return (s->group == (gid_t)-1 ||
	    chown(s->path, (uid_t)-1, s->group) == 0) &&
	    chmod(s->path, 0750) == 0;
}

/* What others can write, they could put anything in. */
static bool
ours(const struct store *s)
{
	struct stat st;

	if (fstat(s->fd, &st) != 0)
		return failed(s, NULL);
	if (st.st_uid != geteuid() || (st.st_mode & 022) != 0)
		return fail(s, NULL, "not ours alone (expected a directory "
		    "of this user that nobody else can write)");
	return true;
}

/* A link could be turned elsewhere, between two runs or within one. */
static bool
no_directory(const struct store *s)
{
	int error = errno;
	struct stat st;

	if (lstat(s->path, &st) == 0 && S_ISLNK(st.st_mode))
		return fail(s, NULL, "a symbolic link (expected the "
		    "directory itself)");
	errno = error;
	return failed(s, NULL);
}

bool
store_open(struct store *s, const char *path, const char *group, bool create,
    struct diag *diag)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

	*s = (struct store){ path, -1, bird_group(group), diag };
	s->fd = open(path, flags);
	if (s->fd == -1 && errno == ENOENT) {
		if (!create)
			return true;
		if (!make(s))
			return failed(s, NULL);
		s->fd = open(path, flags);
	}
	if (s->fd == -1)
		return no_directory(s);
	if (ours(s))
		return true;
	store_close(s);
	return false;
}

bool
store_lock(struct store *s, unsigned seconds)
{
	long long until = deadline_in(seconds * 1000);

	while (flock(s->fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return failed(s, NULL);
		if (!deadline_sleep(until, 20))
			return fail(s, NULL, "busy: another apply is at "
			    "work here");
	}
	return true;
}

void
store_close(struct store *s)
{
	if (s->fd != -1)
		close(s->fd);
	s->fd = -1;
}

void
store_temporary(char name[static 16])
{
	uint32_t n;

	randombytes_buf(&n, sizeof n);
	snprintf(name, 16, "%s%08x", temporary, n);
}

bool
store_put(struct store *s, const char *name, const void *data, size_t n)
{
	char temp[16];
	bool ok;
	int fd;

	store_temporary(temp);
	fd = openat(s->fd, temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0600);
	if (fd == -1)
		return failed(s, name);
	ok = fd_write(fd, data, n) && fsync(fd) == 0;
	ok &= close(fd) == 0;
	ok = ok && renameat(s->fd, temp, s->fd, name) == 0 &&
	    fsync(s->fd) == 0;
	if (ok)
		return true;
	failed(s, name);
	unlinkat(s->fd, temp, 0);
	return false;
}

static bool
make_key(struct store *s, uint8_t key[static SECRET_KEY])
{
	randombytes_buf(key, SECRET_KEY);
	return store_put(s, secret, key, SECRET_KEY);
}

bool
store_key(struct store *s, uint8_t key[static SECRET_KEY], bool create)
{
	uint8_t bytes[SECRET_KEY + 1];
	int fd = s->fd == -1 ? -1 : openat(s->fd, secret,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	size_t n = 0;
	ssize_t more;

	if (fd == -1 && (s->fd == -1 || errno == ENOENT)) {
		if (create)
			return make_key(s, key);
		randombytes_buf(key, SECRET_KEY);
		return true;
	}
	if (fd == -1)
		return failed(s, secret);
	do {
		more = read(fd, bytes + n, sizeof bytes - n);
		n += more > 0 ? (size_t)more : 0;
	} while (more > 0 || (more == -1 && errno == EINTR));
	close(fd);
	if (n == SECRET_KEY)
		memcpy(key, bytes, SECRET_KEY);
	sodium_memzero(bytes, sizeof bytes);
	return n == SECRET_KEY || fail(s, secret, "not apply's (expected 32 "
	    "bytes; remove it, and a new one is made)");
}

/* The manifest of the generation of that id, whole. */
static bool
read_manifest(struct store *s, const char *id, struct buf *text)
{
	char path[ID_TEXT + 16];
	int fd;

	snprintf(path, sizeof path, "%s/manifest", id);
	fd = openat(s->fd, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
	    O_CLOEXEC);
	return tree_slurp(fd, MANIFEST_MOST, text);
}

bool
store_generation(struct store *s, const char *id, struct generation *g)
{
	struct buf text = { 0 };

	*g = (struct generation){ 0 };
	if (read_manifest(s, id, &text) &&
	    generation_take(g, &text, id, s->diag))
		return true;
	buf_free(&text);
	memcpy(g->id, id, ID_TEXT);
	return false;
}

enum store_current
store_current(struct store *s, char id[static ID_TEXT])
{
	char to[ID_TEXT + 1];
	ssize_t n = s->fd == -1 ? -1 : readlinkat(s->fd, current, to,
	    sizeof to);

	id[0] = '\0';
	if (n == -1 && (s->fd == -1 || errno == ENOENT))
		return STORE_NONE;
	if (n == -1 || !id_ok(to, (size_t)n)) {
		fail(s, current, "not apply's (expected a link to a "
		    "generation beside it)");
		return STORE_ODD;
	}
	memcpy(id, to, (size_t)n);
	id[n] = '\0';
	return STORE_CURRENT;
}

bool
store_commit(struct store *s, const char *id)
{
	char name[16];

	store_temporary(name);
	/* Its time is when it was confirmed last: store_prune() goes by it. */
	utimensat(s->fd, id, NULL, AT_SYMLINK_NOFOLLOW);
	if (symlinkat(id, s->fd, name) != 0)
		return failed(s, current);
	if (renameat(s->fd, name, s->fd, current) != 0) {
		failed(s, current);
		unlinkat(s->fd, name, 0);
		return false;
	}
	return fsync(s->fd) == 0 || failed(s, current);
}

bool
store_uncommit(struct store *s)
{
	if (unlinkat(s->fd, current, 0) != 0 && errno != ENOENT)
		return failed(s, current);
	return fsync(s->fd) == 0 || failed(s, current);
}

/* Calls TAKE for each name in the directory. */
static void
each_name(struct store *s, void (*take)(struct store *s, const char *name,
    void *ctx), void *ctx)
{
	int fd = openat(s->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd != -1 ? fdopendir(fd) : NULL;
	const struct dirent *d;

	if (dir == NULL) {
		if (fd != -1)
			close(fd);
		return;
	}
	while ((d = readdir(dir)) != NULL)
		take(s, d->d_name, ctx);
	closedir(dir);
}

static void
sweep_one(struct store *s, const char *name, void *ctx)
{
	(void)ctx;
	if (strncmp(name, temporary, sizeof temporary - 1) == 0)
		tree_remove(s->fd, name);
}

void
store_sweep(struct store *s)
{
	each_name(s, sweep_one, NULL);
}

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
store_list(struct store *s, struct kept_list *kept)
{
	*kept = (struct kept_list){ 0 };
	if (s->fd != -1)
		each_name(s, add_kept, kept);
	if (kept->n > 0)
		qsort(kept->v, kept->n, sizeof *kept->v, newest_first);
}

void
kept_free(struct kept_list *kept)
{
	free(kept->v);
	*kept = (struct kept_list){ 0 };
}

/* With something in it that is not apply's, it stays. */
static bool
all_ours(struct store *s, const char *id)
{
	struct name_list foreign = { 0 };
	struct generation g;
	bool ok = true;

	if (store_generation(s, id, &g))
		foreign_find(&foreign, s, &g);
	if (foreign.n > 0) {
		diag_say(s->diag, DIAG_WARNING, NULL, NULL, "%s/%.12s...: "
		    "old, and stays because of %s, which is not apply's",
		    s->path, id, foreign.v[0]);
		ok = false;
	}
	name_list_free(&foreign);
	generation_free(&g);
	return ok;
}

void
store_prune(struct store *s, const char *id, const char *previous)
{
	struct kept_list kept;

	store_list(s, &kept);
	for (size_t i = KEEP; i < kept.n; i++)
		if (strcmp(kept.v[i].id, id) != 0 &&
		    strcmp(kept.v[i].id, previous) != 0 &&
		    all_ours(s, kept.v[i].id))
			tree_remove(s->fd, kept.v[i].id);
	kept_free(&kept);
}
