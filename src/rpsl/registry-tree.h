#ifndef RPSL_REGISTRY_TREE_H
#define RPSL_REGISTRY_TREE_H

#include <stdbool.h>

#include "rpsl/registry.h"

/*
 * Reads the tree in the directory FD, which PATH names: it has data/, or is
 * itself the data directory.  False when the run has to stop, which has
 * been reported.
 */
bool tree_read(struct registry *reg, int fd, const char *path);

#endif
