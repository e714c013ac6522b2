/* A file that is replaced in one step. */
#include "peer-status/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"

/* Replaces NAME in the directory AT.  PATH is for messages. */
static bool
replace(int at, const char *name, const char *path, struct slice text,
    struct why *why)
{
	struct stat st;

	/* Replacing would destroy a device or a symbolic link. */
	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    !S_ISREG(st.st_mode)) {
		why_set(why, "%s: not a regular file", path);
		return false;
	}
	if (file_replace(at, name, 0644, &text, 1))
		return true;
	why_set(why, "%s: %s", path, strerror(errno));
	return false;
}

bool
outfile_replace(const char *path, const char *data, size_t n, struct diag *diag)
{
	struct why why;
	char *name;
	int at = folder_of(path, &name, &why);
	bool ok = at != -1 &&
	    replace(at, name, path, (struct slice){ data, n }, &why);

	if (!ok)
		diag_say(diag, DIAG_ERROR, NULL, NULL, "%s", why.text);
	if (at != -1)
		close(at);
	free(name);
	return ok;
}

FILE *
outfile_open(const char *path, struct why *why)
{
	char *name;
	int at = folder_of(path, &name, why), fd, error;
	struct stat st;

	if (at == -1)
		return NULL;
	fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	error = errno;
	close(at);
	free(name);
	if (fd != -1 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return fdopen(fd, "r");
	if (fd != -1)
		close(fd);
	errno = fd != -1 ? EINVAL : error;
	why_set(why, "%s: %s", path,
	    errno == EINVAL || errno == ELOOP ? "not a regular file" :
						strerror(errno));
	return NULL;
}
