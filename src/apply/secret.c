/* A file that holds a secret: read as a whole, checked, wiped. */
#include "apply/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/mem.h"
#include "base/psk.h"

#define SECRET_MOST ((size_t)1024 * 1024)

void
secret_free(struct secret *s)
{
	if (s->data != NULL)
		sodium_memzero(s->data, s->cap);
	free(s->data);
	*s = (struct secret){ 0 };
}

/* Asks for one byte more than the file's size, because the file may be
 * growing. */
static bool
fill(struct secret *s, int fd)
{
	while (s->n < s->cap) {
		ssize_t n = read(fd, s->data + s->n, s->cap - s->n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		s->n += (size_t)n;
	}
	errno = EAGAIN;
	return false;
}

/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
static int
secret_open(const char *path, struct why *why)
{
	char *name;
	int at = folder_of(path, &name, why), fd;

	if (at == -1)
		return -1;
	fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd == -1)
		why_set(why, "%s: %s", path,
		    errno == ELOOP ?
			"a symbolic link (expected the file itself)" :
			why_errno(errno));
	close(at);
	free(name);
	return fd;
}

static bool
secret_check(const struct stat *st, const char *path, enum secret_rule rule,
    struct why *why)
{
	const char *text = NULL;

	if (!S_ISREG(st->st_mode))
		text = "not a regular file";
	else if (rule != SECRET_ALL_READ && st->st_uid != 0 &&
	    st->st_uid != geteuid())
		text = "belongs to another user (expected root)";
	else if (rule == SECRET_OWNER_READS && (st->st_mode & 077) != 0)
		text = "its group or others have access (expected mode 0600)";
	else if (rule == SECRET_OTHERS_DO_NOT_READ && (st->st_mode & 07) != 0)
		text = "everybody has access (expected mode 0640 or 0600)";
	if (text != NULL)
		why_set(why, "%s: %s", path, text);
	return text == NULL;
}

static bool
secret_read_psk(struct secret *s, const char *path, struct why *why)
{
	*s = (struct secret){ mem_alloc(PSK_TEXT), PSK_TEXT - 1, PSK_TEXT };
	if (psk_read(path, s->data, why))
		return true;
	secret_free(s);
	return false;
}

bool
secret_read(struct secret *s, const char *path, enum secret_rule rule,
    struct why *why)
{
	struct stat st;
	bool ok = false;
	int fd;

	if (rule == SECRET_OF_REQUEST)
		return secret_read_psk(s, path, why);
	*s = (struct secret){ 0 };
	if ((fd = secret_open(path, why)) == -1)
		return false;
	if (fstat(fd, &st) != 0) {
		why_set(why, "%s: %s", path, strerror(errno));
		goto out;
	}
	if (!secret_check(&st, path, rule, why))
		goto out;
	if (st.st_size > (off_t)SECRET_MOST) {
		why_set(why, "%s: too long (expected at most 1 MiB)", path);
		goto out;
	}
	s->cap = (size_t)st.st_size + 1;
	s->data = mem_alloc(s->cap);
	ok = fill(s, fd);
	if (!ok)
		why_set(why, "%s: %s", path,
		    errno == EAGAIN ? "it grew while it was read" :
				      strerror(errno));
out:
	close(fd);
	if (!ok)
		secret_free(s);
	return ok;
}

void
secret_hash(struct slice content, const uint8_t key[static SECRET_KEY],
    char hex[static SECRET_HASH])
{
	unsigned char hash[(SECRET_HASH - 1) / 2];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)content.p,
	    content.n, key, SECRET_KEY);
	sodium_bin2hex(hex, SECRET_HASH, hash, sizeof hash);
}

bool
secret_wgkey(struct wgkey *key, struct slice content)
{
	struct why ignored;
	bool ok;

	while (content.n > 0 &&
	    (content.p[content.n - 1] == '\n' ||
		content.p[content.n - 1] == ' '))
		content.n--;
	/* Do not quote the content: it may be a key with a typing error. */
	ok = wgkey_parse(content.p, content.n, key, &ignored);
	sodium_memzero(&ignored, sizeof ignored);
	return ok;
}

bool
secret_public_key(struct wgkey *public, const struct wgkey *private)
{
	return crypto_scalarmult_base(public->bytes, private->bytes) == 0;
}

bool
secret_wgkey_ok(const char *path, const struct wgkey *public, struct why *why)
{
	struct wgkey key = { 0 }, derived;
	struct secret s;
	bool ok;

	if (!secret_read(&s, path, SECRET_OWNER_READS, why))
		return false;
	ok = secret_wgkey(&key, (struct slice){ s.data, s.n });
	if (!ok)
		why_set(why, SECRET_NO_WGKEY, path);
	else if (public != NULL &&
	    (!secret_public_key(&derived, &key) ||
		!wgkey_equal(&derived, public))) {
		why_set(why, SECRET_OTHER_WGKEY, path);
		ok = false;
	}
	sodium_memzero(&key, sizeof key);
	secret_free(&s);
	return ok;
}
