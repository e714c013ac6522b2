/* The file of a preshared key that another user wrote. */
#include "base/psk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/buf.h"
#include "base/folder.h"
#include "base/wgkey.h"

static bool
is_private(const struct stat *st, uid_t owner)
{
	return S_ISREG(st->st_mode) && st->st_nlink == 1 &&
	    (st->st_mode & 07777) == 0600 && st->st_uid == owner;
}

static bool
read_key(int fd, char text[static PSK_TEXT])
{
	ssize_t n = read(fd, text, PSK_TEXT);
	struct wgkey key;
	struct why ignored; /* it may quote the key */
	bool ok = n == PSK_TEXT - 1 && text[n - 1] == '\n' &&
	    wgkey_parse(text, (size_t)n - 1, &key, &ignored);

	text[PSK_TEXT - 1] = '\0';
	sodium_memzero(&key, sizeof key);
	sodium_memzero(&ignored, sizeof ignored);
	return ok;
}

bool
psk_read(const char *path, char text[static PSK_TEXT], struct why *why)
{
	struct stat st;
	uid_t owner;
	char *name;
	int at = folder_of_another(path, &name, &owner, why), fd;
	bool ok = false;

	if (at == -1)
		return false;
	/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
	fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd == -1 || fstat(fd, &st) != 0)
		why_set(why, "%s: %s", path,
		    errno == ELOOP ?
			"a symbolic link (expected the file itself)" :
			strerror(errno));
	else if (!is_private(&st, owner))
		why_set(why,
		    "%s: not a private file (expected a regular one "
		    "with one name and mode 0600, of its directory's owner)",
		    path);
	else if (!(ok = read_key(fd, text)))
		why_set(why,
		    "%s: not a preshared key (expected 44 characters "
		    "of base64 and a newline)",
		    path);
	if (fd != -1)
		close(fd);
	close(at);
	free(name);
	return ok;
}

bool
psk_is_there(const char *dir, const char *name)
{
	struct buf path = { 0 };
	char text[PSK_TEXT];
	struct why why;
	bool ok;

	buf_printf(&path, "%s/%s", dir, name);
	ok = psk_read(buf_cstr(&path), text, &why);
	sodium_memzero(text, sizeof text);
	buf_free(&path);
	return ok;
}
