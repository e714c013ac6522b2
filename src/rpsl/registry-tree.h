#ifndef RPSL_REGISTRY_TREE_H
#define RPSL_REGISTRY_TREE_H

#include <stdbool.h>

#include "rpsl/registry.h"

/*
 * Reads the tree in the directory FD; PATH is its name in messages.  The
 * directory has data/, or is itself the data directory.  False if the run has
 * to stop, which has been reported.
 */
bool tree_read(struct registry *reg, int fd, const char *path);

#endif
