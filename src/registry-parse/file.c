/* A file of the registry, read whole. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Until there is no more: a short read is not yet the end of a file. */
static ssize_t
read_all(int fd, char *text, size_t max)
{
	size_t got = 0;
	ssize_t n;

	while (got < max) {
		n = read(fd, text + got, max - got);
		if (n == 0)
			break;
		if (n > 0)
			got += (size_t)n;
		else if (errno != EINTR)
			return -1;
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
	saved = errno;
	close(fd);
	errno = saved;
	return n;
}
