/* A file of the registry, read whole. */
#include "rpsl/registry-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

/* The smallest page size of any system. */
#define PAGE ((size_t)4096)

/*
 * Reads to the end or to MAX.  A short read is not always the end: only the
 * next read reports an error further on.  But a page is read as a whole or not
 * at all, so a read of less than a page has reached the end.  Most objects are
 * that small, and this saves a system call for each.
 */
static ssize_t
read_all(int fd, char *text, size_t max)
{
	size_t got = 0;
	ssize_t n;

	while (got < max) {
		n = read(fd, text + got, max - got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		got += (size_t)n;
		if (n == 0 || got < PAGE)
			break;
	}
	return (ssize_t)got;
}

#ifdef HAVE_CLOSE_RANGE
/*
 * Are the descriptors consecutive?  Otherwise close_range() could close
 * another thread's descriptors.
 */
static bool
in_a_row(const struct files *files)
{
	for (unsigned i = 1; i < files->n; i++)
		if (files->fd[i] != files->fd[i - 1] + 1)
			return false;
	return files->n > 1;
}
#endif

void
files_close(struct files *files)
{
	bool closed = false;

#ifdef HAVE_CLOSE_RANGE
	closed = in_a_row(files) &&
	    close_range((unsigned)files->fd[0],
		(unsigned)files->fd[files->n - 1], 0) == 0;
#endif
	for (unsigned i = 0; !closed && i < files->n; i++)
		close(files->fd[i]);
	files->n = 0;
}

ssize_t
file_read(struct files *files, int at, const char *name, char *text, size_t max)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	int fd;

	if (files->n == FILES_OPEN)
		files_close(files);
	fd = openat(at, name, flags);
	if (fd < 0 && errno == EMFILE && files->n > 0) {
		files_close(files);
		fd = openat(at, name, flags);
	}
	if (fd < 0)
		return -1;
	files->fd[files->n++] = fd;
	return read_all(fd, text, max);
}
