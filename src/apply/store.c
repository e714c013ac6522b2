/* The state directory. */
#include "apply/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/file.h"
#include "base/folder.h"

#define LOCK_SECONDS 30u
#define MANIFEST_MOST ((off_t)64 * 1024 * 1024)

static const char current[] = "current";
static const char lock[] = "lock";
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
	return fail(s, name, why_errno(errno));
}

/* BIRD's group: BIRD reads its files after it has given up root. */
static gid_t
bird_group(const char *name)
{
	const struct group *gr = geteuid() == 0 ? getgrnam(name) : NULL;

	return gr != NULL ? gr->gr_gid : (gid_t)-1;
}

bool
store_open(struct store *s, const char *path, const char *group, bool create,
    struct diag *diag)
{
	struct why why;

	*s = (struct store){ .path = path,
		.fd = -1,
		.lock = -1,
		.group = bird_group(group),
		.diag = diag };
	s->fd = create ? folder_make(path, 0750, s->group, &why) :
			 folder_open(path, &why);
	if (s->fd != -1 || (!create && errno == ENOENT))
		return true;
	diag_say(diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
	return false;
}

/* Only the owner can open the lock file, so nobody else can hold the lock. */
static bool
open_lock(struct store *s)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	struct stat st;

	s->lock = openat(s->fd, lock, flags);
	if (s->lock == -1 && errno == ENOENT)
		s->lock = openat(s->fd, lock, flags | O_CREAT, 0600);
	if (s->lock == -1 || fstat(s->lock, &st) != 0)
		return failed(s, lock);
	return (S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
		   (st.st_mode & 077) == 0) ||
	    fail(s, lock,
		"not apply's (expected "
		"a file of mode 0600; remove it, and a new one is made)");
}

int
store_lock(struct store *s, unsigned seconds)
{
	long long until = deadline_in(
	    (seconds < LOCK_SECONDS ? seconds : LOCK_SECONDS) * 1000);

	if (!open_lock(s))
		return APPLY_REFUSED;
	while (flock(s->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR) {
			failed(s, lock);
			return APPLY_REFUSED;
		}
		if (!deadline_sleep(until, 20)) {
			fail(s, NULL, "busy: another apply is at work here");
			return APPLY_BUSY;
		}
	}
	return APPLY_DONE;
}

void
store_close(struct store *s)
{
	if (s->lock != -1)
		close(s->lock);
	if (s->fd != -1)
		close(s->fd);
	s->fd = s->lock = -1;
	sodium_memzero(s->key, sizeof s->key);
}

bool
store_put(struct store *s, const char *name, const void *data, size_t n)
{
	const struct slice part = { data, n };

	return file_replace(s->fd, name, 0600, &part, 1) || failed(s, name);
}

static bool
make_key(struct store *s, bool create)
{
	randombytes_buf(s->key, SECRET_KEY);
	s->key_is_there = true;
	return !create || store_put(s, secret, s->key, SECRET_KEY);
}

bool
store_key(struct store *s, bool create)
{
	uint8_t bytes[SECRET_KEY + 1];
	int fd;
	size_t n = 0;
	ssize_t more;

	if (s->key_is_there)
		return true;
	fd = s->fd == -1 ? -1 :
			   openat(s->fd, secret,
			       O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd == -1 && (s->fd == -1 || errno == ENOENT))
		return make_key(s, create);
	if (fd == -1)
		return failed(s, secret);
	do {
		more = read(fd, bytes + n, sizeof bytes - n);
		n += more > 0 ? (size_t)more : 0;
	} while (more > 0 || (more == -1 && errno == EINTR));
	close(fd);
	s->key_is_there = s->key_is_old = n == SECRET_KEY;
	if (s->key_is_old)
		memcpy(s->key, bytes, SECRET_KEY);
	sodium_memzero(bytes, sizeof bytes);
	return s->key_is_old ||
	    fail(s, secret,
		"not apply's (expected 32 "
		"bytes; remove it, and a new one is made)");
}

/* Reads the whole manifest of the generation ID. */
static bool
read_manifest(struct store *s, const char *id, struct buf *text)
{
	char path[ID_TEXT + 16];
	int fd;

	snprintf(path, sizeof path, "%s/manifest", id);
	fd = openat(s->fd, path,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	return file_slurp(fd, MANIFEST_MOST, text);
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
	ssize_t n = s->fd == -1 ? -1 :
				  readlinkat(s->fd, current, to, sizeof to);

	id[0] = '\0';
	if (n == -1 && (s->fd == -1 || errno == ENOENT))
		return STORE_NONE;
	if (n == -1 || !id_ok(to, (size_t)n)) {
		fail(s, current,
		    "not apply's (expected a link to a "
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
	char name[FILE_TEMPORARY_TEXT];

	file_temporary(name);
	/* Its modification time is the time of its last confirmation;
	 * kept_prune() uses it. */
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

void
store_each(struct store *s, store_taker *take, void *ctx)
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
	if (strncmp(name, FILE_TEMPORARY, strlen(FILE_TEMPORARY)) == 0)
		folder_remove(s->fd, name);
}

void
store_sweep(struct store *s)
{
	store_each(s, sweep_one, NULL);
}
