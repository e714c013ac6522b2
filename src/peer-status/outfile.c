/* A file that is replaced in one step. */
#include "peer-status/outfile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fd.h"

static bool
refuse(const char *path, const char *what, struct diag *diag)
{
	struct place place = { path, 0 };

	diag_say(diag, DIAG_ERROR, &place, NULL, "%s", what);
	return false;
}

bool
outfile_replace(const char *path, const char *data, size_t n,
    struct diag *diag)
{
	struct buf temporary = { 0 };
	struct stat st;
	bool ok = false;
	char *name;
	int fd;

	/* A device or a link is not what somebody wants to lose. */
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return refuse(path, "not a regular file", diag);
	buf_printf(&temporary, "%s.XXXXXX", path);
	buf_char(&temporary, '\0');
	name = temporary.data;
	fd = mkstemp(name);
	if (fd == -1) {
		refuse(path, strerror(errno), diag);
		buf_free(&temporary);
		return false;
	}
	ok = fd_write(fd, data, n) && fchmod(fd, 0644) == 0 &&
	    fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	ok = ok && rename(name, path) == 0;
	if (!ok) {
		refuse(path, strerror(errno), diag);
		unlink(name);
	}
	buf_free(&temporary);
	return ok;
}
