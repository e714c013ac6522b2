#ifndef REGISTRY_KEYS_AUTH_LINE_H
#define REGISTRY_KEYS_AUTH_LINE_H

#include "base/buf.h"
#include "base/slice.h"

/*
 * The line of the registry's tree in REGISTRY that has the AUTH of MNTNER, from
 * 1, and its file in PATH.  0 if there is none: the records came from somewhere
 * else, or the tree changed.
 */
unsigned long auth_line_find(const char *registry, const char *mntner,
    struct slice auth, struct buf *path);

#endif
