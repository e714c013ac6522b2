/* Files that others put into a generation's directory. */
#include "apply/foreign.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The same limit as for a fragment's path; it also limits the depth. */
#define PATH_TEXT 256

static bool
starts(struct slice path, const char *folder, size_t n)
{
	return path.n > n && memcmp(path.p, folder, n) == 0 && path.p[n] == '/';
}

/* Is NAME a file of the manifest, or a folder of one?  The type does not
 * matter: if it is wrong, apply replaces the file. */
static bool
known(const struct generation *g, const char *name)
{
	size_t n = strlen(name);

	if (strcmp(name, "manifest") == 0 ||
	    fragments_file(&g->manifest, name) != NULL)
		return true;
	for (size_t i = 0; i < g->manifest.n; i++)
		for (size_t j = 0; j < g->manifest.set[i].n; j++) {
			struct slice path = g->manifest.set[i].file[j].path;

			if (starts(path, name, n))
				return true;
		}
	return false;
}

static void look_in(struct name_list *found, const struct generation *g, int at,
    const char *folder);

static void
take(struct name_list *found, const struct generation *g, int at,
    const char *folder, const char *name)
{
	char path[PATH_TEXT];
	struct stat st;
	int n = snprintf(path, sizeof path, "%s%s%s", folder,
	    *folder != '\0' ? "/" : "", name);

	if (n < 0 || n >= PATH_TEXT)
		name_list_add(found, (struct slice){ folder, strlen(folder) });
	else if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISDIR(st.st_mode) && known(g, path))
		look_in(found, g,
		    openat(at, name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
		    path);
	else if (!known(g, path))
		name_list_add(found, (struct slice){ path, (size_t)n });
}

/* Scans the directory AT, and closes it. */
static void
look_in(struct name_list *found, const struct generation *g, int at,
    const char *folder)
{
	DIR *dir = at != -1 ? fdopendir(at) : NULL;
	const struct dirent *d;

	if (dir == NULL) {
		if (at != -1)
			close(at);
		return;
	}
	while ((d = readdir(dir)) != NULL)
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			take(found, g, dirfd(dir), folder, d->d_name);
	closedir(dir);
}

void
foreign_find(struct name_list *found, const struct store *s,
    const struct generation *g)
{
	if (s->fd != -1)
		look_in(found, g,
		    openat(s->fd, g->id,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
		    "");
	name_list_sort(found);
}
