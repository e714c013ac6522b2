/* A file of the registry, read whole. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* No system has smaller ones. */
#define PAGE ((size_t)4096)

/*
 * Reads until there is no more.  A short read is not yet the end: an error
 * further on is told by the next read only.  But a page comes whole or not
 * at all, so a read that ends within the first one has met the end; most
 * objects are that small, and every call counts.
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

ssize_t
file_read(int at, const char *name, char *text, size_t max)
{
	int fd = openat(at, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), saved;
	ssize_t n;

	if (fd < 0)
		return -1;
	n = read_all(fd, text, max);
	saved = n < 0 ? errno : 0;
	close(fd);
	if (n < 0)
		errno = saved;
	return n;
}
