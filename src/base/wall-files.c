/* A wall's files: Landlock.  Its calls are made by number, because a C library
 * has none for them, and its header may be missing. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/wall-promise.h"

#ifdef HAVE_WALLS

/* The same number on each architecture (linux/landlock.h, since 5.13). */
enum { CREATE = 444, ADD = 445, RESTRICT = 446 };
#define ASK_VERSION 1u /* LANDLOCK_CREATE_RULESET_VERSION */
#define PATH_BENEATH 1 /* LANDLOCK_RULE_PATH_BENEATH */

enum {
	EXECUTE = 1 << 0,
	WRITE_FILE = 1 << 1,
	READ_FILE = 1 << 2,
	READ_DIR = 1 << 3,
	FIRST = (1 << 13) - 1, /* what version 1 has */
	REFER = 1 << 13,       /* version 2: renaming across directories */
	TRUNCATE = 1 << 14,    /* version 3 */
	OF_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE,
	READING = READ_FILE | READ_DIR,
};

struct ruleset_attr {
	uint64_t files;
};

struct path_beneath_attr {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));

struct ruleset {
	int fd;
	uint64_t handled;
};

static void
allow(const struct ruleset *r, const char *path, uint64_t rights)
{
	struct path_beneath_attr rule = { .allowed = rights & r->handled };
	struct stat st;

	rule.parent = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent == -1)
		return;
	if (fstat(rule.parent, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed &= OF_FILE;
	/* A pipe cannot have a rule, and needs none. */
	syscall(ADD, r->fd, PATH_BENEATH, &rule, 0);
	close(rule.parent);
}

/* The directory that holds PATH. */
static void
parent_of(const char *path, char dir[static PATH_MAX])
{
	char *slash;

	snprintf(dir, PATH_MAX, "%s", path);
	for (slash = dir + strlen(dir); slash > dir + 1 && slash[-1] == '/';)
		*--slash = '\0';
	slash = strrchr(dir, '/');
	if (slash == NULL)
		strcpy(dir, ".");
	else
		slash[slash == dir] = '\0';
}

/* The directory that PATH is, or else the one that holds it: a file may be
 * replaced by another one while the tool runs.  A link counts as both what it
 * is and what it leads to. */
static void
allow_path(const struct ruleset *r, const struct wall_path *p)
{
	const uint64_t rights = p->use == WALL_PATH_READ ?
	    READING :
	    r->handled & ~(uint64_t)EXECUTE;
	char dir[PATH_MAX], real[PATH_MAX];
	struct stat st;

	if (p->use != WALL_PATH_REPLACE && stat(p->path, &st) == 0 &&
	    S_ISDIR(st.st_mode)) {
		allow(r, p->path, rights);
		return;
	}
	parent_of(p->path, dir);
	allow(r, dir, rights);
	if (p->use != WALL_PATH_REPLACE && realpath(p->path, real) != NULL) {
		parent_of(real, dir);
		allow(r, dir, rights);
	}
}

static void
allow_all(const struct ruleset *r, unsigned promise,
    const struct wall_paths *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		allow_path(r, &paths->v[i]);
	if ((promise & WALL_ANYWHERE) != 0)
		allow(r, "/",
		    READING | ((promise & WALL_RUN) != 0 ? EXECUTE : 0));
	if ((promise & WALL_RUN) == 0)
		return;
	allow(r, "/dev/null", WRITE_FILE);
	allow(r, "/dev/tty", WRITE_FILE);
	allow(r, "/dev/pts", WRITE_FILE);
}

/*
 * May the tool truncate files as far as seccomp is concerned?  When Landlock
 * handles TRUNCATE, it looks at all directories up to the root for each file
 * that is opened, even to read it: registry-parse needed a seventh more time.
 */
static bool
may_truncate(unsigned promise)
{
#ifdef HAVE_SECCOMP
	return (promise & (WALL_WRITE | WALL_RUN)) != 0;
#else
	(void)promise;
	return true;
#endif
}

/* A new set of rules; false with errno. */
static bool
ruleset_make(struct ruleset *r, unsigned promise)
{
	struct ruleset_attr attr;
	long version = syscall(CREATE, NULL, 0, ASK_VERSION);

	if (version < 0)
		return false;
	*r = (struct ruleset){ -1, FIRST };
	if (version >= 2)
		r->handled |= REFER;
	if (version >= 3 && may_truncate(promise))
		r->handled |= TRUNCATE;
	attr.files = r->handled;
	r->fd = (int)syscall(CREATE, &attr, sizeof attr, 0);
	return r->fd != -1;
}

bool
wall_files(unsigned promise, const struct wall_paths *paths, const char **why)
{
	struct ruleset r;
	bool ok = ruleset_make(&r, promise);

	if (ok) {
		allow_all(&r, promise, paths);
		ok = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		    syscall(RESTRICT, r.fd, 0) == 0;
		close(r.fd);
	}
	if (!ok)
		*why = errno == ENOSYS || errno == EOPNOTSUPP ?
		    "this kernel has none" :
		    strerror(errno);
	return ok;
}

#else

bool
wall_files(unsigned promise, const struct wall_paths *paths, const char **why)
{
	(void)promise;
	(void)paths;
	*why = "built with --disable-walls";
	return false;
}

#endif
