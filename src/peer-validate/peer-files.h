#ifndef PEER_VALIDATE_PEER_FILES_H
#define PEER_VALIDATE_PEER_FILES_H

#include <stdbool.h>

#include "site/peer-source.h"

/* Opens the file of --requests, which has to be before peer_files_read().  *FD
 * is -1 if PATH is NULL. */
bool peer_files_open(const char *path, int *fd, struct diag *diag);
/* Reads the files with peers of the list PATHS.  Until that is done nothing
 * else can be opened, and then nothing. */
bool peer_files_read(struct peer_source *source, char **paths);
/* Warns of a directory without a peer: somebody may have named the files
 * otherwise, or the wrong directory. */
void peer_files_warn(const struct peer_source *source);

#endif
