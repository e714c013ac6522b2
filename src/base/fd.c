/* A file descriptor. */
#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool
fd_write(int fd, const void *data, size_t n)
{
	const char *p = data;

	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

bool
fd_standard_open(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) == -1)
			return false;
	return true;
}
