/* The files with peers and requests. */
#include "peer-validate/peer-files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/wall.h"

bool
peer_files_open(const char *path, int *fd, struct diag *diag)
{
	struct place place = { path, 0 };

	*fd = -1;
	if (path == NULL)
		return true;
	*fd = open(path, O_RDONLY | O_CLOEXEC);
	if (*fd == -1)
		diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
	return *fd != -1;
}

bool
peer_files_read(struct peer_source *source, char **paths)
{
	struct wall_paths wall = { 0 };

	wall_operands_add(&wall, paths);
	if (wall.n > 0)
		wall_in("peer-validate PEERS", &wall, source->diag);
	for (; *paths != NULL; paths++)
		if (!peer_source_yaml(source, *paths))
			return false;
	wall_in_filter(source->diag);
	return true;
}

void
peer_files_warn(const struct peer_source *source)
{
	struct place place = { source->empty, 0 };

	if (source->empty != NULL && source->peers.n + source->refused == 0)
		diag_say(source->diag, DIAG_WARNING, &place, NULL,
		    "no peer: "
		    "no *.yaml file in it, and no request");
}
