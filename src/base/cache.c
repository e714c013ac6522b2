/* The cache: the last good answers. */
#include "base/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/timestamp.h"

#define HEAD_MOST 4096
/* Older temporary files belong to runs that were killed. */
#define ABANDONED (2 * 3600)

static bool
say(struct cache *c, enum diag_level level, const char *name, const char *text)
{
	struct place place = { c->path, 0 };

	diag_say(c->diag, level, &place, name, "%s", text);
	return false;
}

/* Removes the files that killed runs left behind. */
static void
sweep(struct cache *c)
{
	int fd = openat(c->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd != -1 ? fdopendir(fd) : NULL;
	const struct dirent *d;
	struct stat st;

	if (dir == NULL) {
		if (fd != -1)
			close(fd);
		return;
	}
	while ((d = readdir(dir)) != NULL)
		if (strncmp(d->d_name, FILE_TEMPORARY,
			strlen(FILE_TEMPORARY)) == 0 &&
		    fstatat(c->fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    st.st_mtime < time(NULL) - ABANDONED)
			unlinkat(c->fd, d->d_name, 0);
	closedir(dir);
}

bool
cache_open(struct cache *c, const char *path, bool wanted, struct diag *diag)
{
	struct why why;

	*c = (struct cache){ path, folder_make(path, 0700, (gid_t)-1, &why),
		diag };
	if (c->fd != -1) {
		sweep(c);
		return true;
	}
	if (errno == ENOENT && !wanted) {
		say(c, DIAG_WARNING, NULL,
		    "its parent is missing, so nothing "
		    "is kept (expected the state-dir that apply(8) makes, or "
		    "--cache)");
		return true;
	}
	diag_say(diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
	return false;
}

void
cache_close(struct cache *c)
{
	if (c->fd != -1)
		close(c->fd);
	c->fd = -1;
}

static void
write_head(struct buf *head, const struct cache_key *key,
    const struct answer *a)
{
	uint8_t hash[ANSWER_HASH];
	char hex[ANSWER_HEX];

	buf_printf(head,
	    "birdfeed-source 1\nurl %s\netag %s\n"
	    "last-modified %s\nsha256 %s\n",
	    key->url, a->etag, a->modified, answer_hex(hex, a->sha256));
	crypto_hash_sha256(hash, (const unsigned char *)head->data, head->len);
	buf_printf(head, "head %s\n", answer_hex(hex, hash));
}

/* Takes the rest of a line that begins with NAME; false for another line. */
static bool
take_line(struct slice *rest, const char *name, struct slice *value)
{
	const char *nl = rest->n > 0 ?
	    memchr(rest->p, '\n', rest->n < HEAD_MOST ? rest->n : HEAD_MOST) :
	    NULL;
	size_t skip = strlen(name), n;

	if (nl == NULL)
		return false;
	n = (size_t)(nl - rest->p);
	if (n < skip || memcmp(rest->p, name, skip) != 0)
		return false;
	*value = (struct slice){ rest->p + skip, n - skip };
	rest->p += n + 1;
	rest->n -= n + 1;
	return true;
}

static bool
copy(char *to, size_t size, struct slice from)
{
	if (from.n >= size)
		return false;
	memcpy(to, from.p, from.n);
	to[from.n] = '\0';
	return true;
}

/* Splits the text; false if any part of it has changed. */
static bool
take_entry(struct answer *a, struct slice *url)
{
	struct slice rest = { a->text.data, a->text.len }, value;
	uint8_t hash[ANSWER_HASH];
	char hex[ANSWER_HEX];
	size_t head;

	if (!take_line(&rest, "birdfeed-source 1", &value) || value.n > 0 ||
	    !take_line(&rest, "url ", url) ||
	    !take_line(&rest, "etag ", &value) ||
	    !copy(a->etag, sizeof a->etag, value) ||
	    !take_line(&rest, "last-modified ", &value) ||
	    !copy(a->modified, sizeof a->modified, value) ||
	    !take_line(&rest, "sha256 ", &value))
		return false;
	a->body = rest;
	crypto_hash_sha256(hash, (const unsigned char *)a->text.data,
	    a->text.len - rest.n);
	head = a->text.len - rest.n;
	if (!take_line(&a->body, "head ", &rest) ||
	    !slice_is(rest, answer_hex(hex, hash)) || head > HEAD_MOST)
		return false;
	crypto_hash_sha256(a->sha256, (const unsigned char *)a->body.p,
	    a->body.n);
	return slice_is(value, answer_hex(hex, a->sha256));
}

static bool
read_entry(struct cache *c, const struct cache_key *key, struct answer *a,
    struct stat *st)
{
	size_t most = key->most + HEAD_MOST;
	int fd = openat(c->fd, key->name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool ok;

	if (fd == -1) {
		if (errno != ENOENT)
			say(c, DIAG_WARNING, key->name, strerror(errno));
		return false;
	}
	ok = fstat(fd, st) == 0 && answer_slurp(fd, most, &a->text);
	if (!ok)
		say(c, DIAG_WARNING, key->name,
		    "cannot be read, or is "
		    "larger than max-size; fetching it again");
	close(fd);
	return ok;
}

bool
cache_load(struct cache *c, const struct cache_key *key, struct answer *a,
    time_t *when)
{
	struct slice url;
	struct stat st;

	if (c->fd == -1 || !read_entry(c, key, a, &st))
		goto none;
	if (!take_entry(a, &url)) {
		say(c, DIAG_WARNING, key->name,
		    "not what was kept (a hash "
		    "differs); fetching it again");
		goto none;
	}
	if (!slice_is(url, key->url))
		goto none;
	*when = st.st_mtime;
	return true;
none:
	answer_free(a);
	return false;
}

void
cache_keep(struct cache *c, const struct cache_key *key, const struct answer *a)
{
	struct buf head = { 0 };

	if (c->fd == -1)
		return;
	write_head(&head, key, a);
	if (!file_replace(c->fd, key->name, 0600,
		(struct slice[]){ { head.data, head.len }, a->body }, 2))
		say(c, DIAG_WARNING, key->name, strerror(errno));
	buf_free(&head);
}

void
cache_touch(struct cache *c, const struct cache_key *key)
{
	if (c->fd != -1 &&
	    utimensat(c->fd, key->name, NULL, AT_SYMLINK_NOFOLLOW) != 0)
		say(c, DIAG_WARNING, key->name, strerror(errno));
}

bool
cache_stands_in(const time_t *when, uint32_t max_stale,
    const struct place *place, const struct why *why, struct diag *diag)
{
	long long age;
	char text[TIMESTAMP_TEXT];
	const char *of;

	if (when == NULL) {
		diag_say(diag, DIAG_ERROR, place, NULL, "%s", why->text);
		return false;
	}
	age = (long long)(time(NULL) - *when);
	of = timestamp_or(text, *when, "a time that is none");
	/* If the stored time is in the future, the age is unknown. */
	if (age < 0 || age > max_stale || max_stale == 0) {
		diag_say(diag, DIAG_ERROR, place, NULL,
		    "%s; the last good "
		    "answer, of %s, is too old (max-stale is %u s)",
		    why->text, of, (unsigned)max_stale);
		return false;
	}
	diag_say(diag, DIAG_WARNING, place, NULL,
	    "%s; the answer of %s "
	    "stands in (%lld s old, max-stale is %u s)",
	    why->text, of, age, (unsigned)max_stale);
	return true;
}
