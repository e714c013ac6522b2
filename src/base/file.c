/* A whole file: created, replaced, read. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"

void
file_temporary(char name[static FILE_TEMPORARY_TEXT])
{
	uint32_t n;

	randombytes_buf(&n, sizeof n);
	snprintf(name, FILE_TEMPORARY_TEXT, FILE_TEMPORARY "%08x", n);
}

static bool
write_parts(int fd, const struct slice *part, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!fd_write(fd, part[i].p, part[i].n))
			return false;
	return true;
}

/* Closes FD.  If OK is false, keeps the errno of the earlier failure. */
static bool
close_after(int fd, bool ok)
{
	int error = errno;

	if (close(fd) != 0 && ok)
		return false;
	errno = error;
	return ok;
}

static bool
create(int at, const char *name, mode_t mode, gid_t group,
    const struct slice *part, size_t n, bool sync)
{
	int fd = openat(at, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok;

	if (fd == -1)
		return false;
	ok = write_parts(fd, part, n) &&
	    (group == (gid_t)-1 || fchown(fd, (uid_t)-1, group) == 0) &&
	    fchmod(fd, mode) == 0;
	return close_after(fd, ok && (!sync || fsync(fd) == 0));
}

bool
file_create(int at, const char *name, mode_t mode, gid_t group,
    const struct slice *part, size_t n)
{
	return create(at, name, mode, group, part, n, false);
}

bool
file_replace(int at, const char *name, mode_t mode, const struct slice *part,
    size_t n)
{
	char temp[FILE_TEMPORARY_TEXT];
	int error;

	file_temporary(temp);
	if (create(at, temp, mode, (gid_t)-1, part, n, true) &&
	    renameat(at, temp, at, name) == 0)
		return fsync(at) == 0;
	error = errno;
	if (error != EEXIST)
		unlinkat(at, temp, 0);
	errno = error;
	return false;
}

/* WANT is one byte more than the file's size.  If all WANT bytes arrive, the
 * file has grown: false with EAGAIN. */
static bool
read_whole(int fd, size_t want, struct buf *text)
{
	buf_room(text, want);
	while (text->len < want) {
		ssize_t n = read(fd, text->data + text->len, want - text->len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		text->len += (size_t)n;
	}
	errno = EAGAIN;
	return false;
}

bool
file_slurp(int fd, off_t most, struct buf *text)
{
	struct stat st;
	bool ok = false;

	text->len = 0;
	if (fd == -1)
		return false;
	if (fstat(fd, &st) == 0) {
		errno = !S_ISREG(st.st_mode) ? EINVAL : EFBIG;
		ok = S_ISREG(st.st_mode) && st.st_size <= most &&
		    read_whole(fd, (size_t)st.st_size + 1, text);
	}
	return close_after(fd, ok);
}
