/* A directory by its descriptor. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

#define OPEN_FOLDER (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
/* On the way: behind a wall only the last directory may be read. */
#define PASS_FOLDER (O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#define LINKS_MOST 20u

/* A walk along a path: the directory it has reached, and the rest. */
struct way {
	int fd;
	uid_t top;	 /* the owner of "/" */
	struct buf rest; /* the path still to walk, a string */
	unsigned links;
	bool another; /* the last directories may be OTHER's */
	bool entered; /* the walk has reached one of them */
	uid_t other;
};

static bool
fail(struct why *why, const char *path, const char *text, int error)
{
	why_set(why, "%s: %s", path, text);
	errno = error;
	return false;
}

static bool
is_trusted(const struct way *w, uid_t owner)
{
	return owner == 0 || owner == geteuid() || owner == w->top;
}

/* Is it a directory of the one other user, who alone writes in it? */
static bool
is_others(struct way *w, const struct stat *st)
{
	if (!w->another || (st->st_mode & 022) != 0 ||
	    (w->entered ? st->st_uid != w->other : is_trusted(w, st->st_uid)))
		return false;
	w->entered = true;
	w->other = st->st_uid;
	return true;
}

/* Checks the directory that the walk has reached.  Only root is checked: only
 * root's writes are worth redirecting. */
static bool
check_step(struct way *w, const char *path, struct why *why)
{
	struct stat st;

	if (fstat(w->fd, &st) != 0)
		return fail(why, path, why_errno(errno), errno);
	if (geteuid() != 0 || is_others(w, &st))
		return true;
	if (!w->entered && is_trusted(w, st.st_uid) &&
	    ((st.st_mode & 022) == 0 || (st.st_mode & S_ISVTX) != 0))
		return true;
	return fail(why, path,
	    "a directory on the way is not root's alone "
	    "(expected every one to be root's, and only root to write in "
	    "it)",
	    EPERM);
}

/* Steps into the directory NAME, opened with FLAGS; "/" is the root
 * directory. */
static bool
step_by(struct way *w, const char *name, int flags, const char *path,
    struct why *why)
{
	int fd = openat(w->fd, name, flags);
	int error = errno;

	if (fd == -1)
		return fail(why, path, why_errno(error), error);
	if (w->fd != AT_FDCWD)
		close(w->fd);
	w->fd = fd;
	return check_step(w, path, why);
}

static bool
step(struct way *w, const char *name, const char *path, struct why *why)
{
	return step_by(w, name, PASS_FOLDER, path, why);
}

/* The text of a link in proc(5), /proc/PID/root for example, is not where it
 * leads: only the kernel can follow it, and only the kernel makes one. */
static bool
is_magic(const struct way *w)
{
	struct statfs fs;

	return fstatfs(w->fd, &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC;
}

/* Puts the target of the link NAME in front of the rest.  False if NAME is not
 * a link or is not trusted. */
static bool
follow(struct way *w, const char *name, const char *path, struct why *why)
{
	char to[PATH_MAX];
	struct buf rest = { 0 };
	struct stat st;
	ssize_t n;

	if (fstatat(w->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return fail(why, path, why_errno(errno), errno);
	if (!S_ISLNK(st.st_mode))
		return fail(why, path, strerror(ENOTDIR), ENOTDIR);
	if (geteuid() == 0 && (w->entered || !is_trusted(w, st.st_uid)))
		return fail(why, path,
		    "a symbolic link on the way is not "
		    "root's",
		    EPERM);
	if (is_magic(w))
		return step_by(w, name, PASS_FOLDER & ~O_NOFOLLOW, path, why);
	n = readlinkat(w->fd, name, to, sizeof to);
	if (n <= 0 || (size_t)n == sizeof to || ++w->links > LINKS_MOST)
		return fail(why, path, strerror(ELOOP), ELOOP);
	buf_add(&rest, to, (size_t)n);
	buf_char(&rest, '/');
	buf_str(&rest, buf_cstr(&w->rest));
	buf_free(&w->rest);
	w->rest = rest;
	return to[0] != '/' || step(w, "/", path, why);
}

/* Removes the next part from the rest.  False if there is none. */
static bool
next_part(struct way *w, struct buf *part)
{
	const char *s = buf_cstr(&w->rest);
	size_t skip = strspn(s, "/"), n = strcspn(s + skip, "/");
	struct buf rest = { 0 };

	part->len = 0;
	buf_add(part, s + skip, n);
	buf_str(&rest, s + skip + n);
	buf_free(&w->rest);
	w->rest = rest;
	return n > 0;
}

/* Opens the directory PATH.  Every part of it may be a link.  Messages quote
 * WHOLE.  ANOTHER: the last directories may be another user's. */
static int
walk(const char *path, const char *whole, bool another, struct why *why)
{
	struct way w = { .fd = AT_FDCWD, .another = another };
	struct buf part = { 0 };
	struct stat st;
	bool ok;

	w.top = stat("/", &st) == 0 ? st.st_uid : 0;
	buf_str(&w.rest, path);
	ok = step(&w, *path == '/' ? "/" : ".", whole, why);
	while (ok && next_part(&w, &part)) {
		const char *name = buf_cstr(&part);
		struct stat is;
		bool is_link = fstatat(w.fd, name, &is, AT_SYMLINK_NOFOLLOW) ==
			0 &&
		    S_ISLNK(is.st_mode);

		ok = is_link ? follow(&w, name, whole, why) :
			       step(&w, name, whole, why);
	}
	buf_free(&part);
	buf_free(&w.rest);
	ok = ok && step_by(&w, ".", OPEN_FOLDER, whole, why);
	if (!ok && w.fd >= 0) {
		int error = errno;

		close(w.fd);
		errno = error;
	}
	return ok ? w.fd : -1;
}

static int
open_before(const char *path, char **name, bool another, struct why *why)
{
	size_t n = strlen(path), start;
	char *before;
	int fd;

	*name = NULL;
	while (n > 1 && path[n - 1] == '/')
		n--;
	for (start = n; start > 0 && path[start - 1] != '/';)
		start--;
	if (start == n) {
		fail(why, path, "not the path of a file", EISDIR);
		return -1;
	}
	before = mem_strndup(path, start);
	fd = walk(start > 0 ? before : ".", path, another, why);
	free(before);
	if (fd != -1)
		*name = mem_strndup(path + start, n - start);
	return fd;
}

int
folder_of(const char *path, char **name, struct why *why)
{
	return open_before(path, name, false, why);
}

int
folder_of_another(const char *path, char **name, uid_t *owner, struct why *why)
{
	int fd = open_before(path, name, true, why);
	struct stat st;

	if (fd == -1 || fstat(fd, &st) == 0) {
		*owner = fd == -1 ? 0 : st.st_uid;
		return fd;
	}
	fail(why, path, why_errno(errno), errno);
	free(*name);
	*name = NULL;
	close(fd);
	return -1;
}

/* True if this user owns the directory FD and nobody else can write in it. */
static bool
is_ours(int fd, const char *path, struct why *why)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return fail(why, path, why_errno(errno), errno);
	return (st.st_uid == geteuid() && (st.st_mode & 022) == 0) ||
	    fail(why, path,
		"not ours alone (expected a directory of this "
		"user that nobody else can write)",
		EPERM);
}

/* Explains a failed open.  A symbolic link is refused because somebody could
 * redirect it between two runs or during a run. */
static void
set_why_not_open(int at, const char *name, const char *path, struct why *why)
{
	int error = errno;
	struct stat st;
	bool is_link = fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISLNK(st.st_mode);

	fail(why, path,
	    is_link ? "a symbolic link (expected the directory "
		      "itself)" :
		      why_errno(error),
	    error);
}

static int
open_last(int at, const char *name, const char *path, struct why *why)
{
	int fd = openat(at, name, OPEN_FOLDER);

	if (fd == -1) {
		set_why_not_open(at, name, path, why);
	} else if (!is_ours(fd, path, why)) {
		close(fd);
		errno = EPERM;
		return -1;
	}
	return fd;
}

int
folder_open(const char *path, struct why *why)
{
	char *name;
	int at = folder_of(path, &name, why), fd, error;

	if (at == -1)
		return -1;
	fd = open_last(at, name, path, why);
	error = errno;
	close(at);
	free(name);
	errno = error;
	return fd;
}

/* Sets the mode and the group by descriptor, after open_last() has checked
 * that the directory is ours: its name may refer to another file by then. */
int
folder_make(const char *path, mode_t mode, gid_t group, struct why *why)
{
	char *name;
	int at = folder_of(path, &name, why), fd, error;
	bool made = false;

	if (at == -1)
		return -1;
	fd = open_last(at, name, path, why);
	if (fd == -1 && errno == ENOENT) {
		made = mkdirat(at, name, 0700) == 0;
		/* EEXIST: another run has created it meanwhile. */
		if (made || errno == EEXIST)
			fd = open_last(at, name, path, why);
		else
			fail(why, path, why_errno(errno), errno);
	}
	if (fd != -1 && made &&
	    ((group != (gid_t)-1 && fchown(fd, (uid_t)-1, group) != 0) ||
		fchmod(fd, mode) != 0)) {
		fail(why, path, why_errno(errno), errno);
		close(fd);
		fd = -1;
	}
	error = errno;
	close(at);
	free(name);
	errno = error;
	return fd;
}

/* Removes the content of the directory FD, and closes FD. */
static void
remove_inside(int fd)
{
	DIR *dir = fdopendir(fd);
	const struct dirent *d;

	if (dir == NULL) {
		close(fd);
		return;
	}
	while ((d = readdir(dir)) != NULL)
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			folder_remove(fd, d->d_name);
	closedir(dir);
}

bool
folder_remove(int at, const char *name)
{
	int fd;

	if (unlinkat(at, name, 0) == 0 || errno == ENOENT)
		return true;
	fd = openat(at, name, OPEN_FOLDER);
	if (fd != -1)
		remove_inside(fd);
	return unlinkat(at, name, AT_REMOVEDIR) == 0;
}

/* musl before 1.2.6 has no function for renameat2(2), and no names for its
 * flags. */
enum { NO_REPLACE = 1 << 0, EXCHANGE = 1 << 1 };

static bool
rename_in(int at, const char *name, const char *to, unsigned flags)
{
	return syscall(SYS_renameat2, at, name, at, to, flags) == 0;
}

bool
folder_move(int at, const char *name, const char *to)
{
	return rename_in(at, name, to, NO_REPLACE);
}

bool
folder_exchange(int at, const char *name, const char *to)
{
	return rename_in(at, name, to, EXCHANGE);
}
