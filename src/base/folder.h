#ifndef BIRDFEED_FOLDER_H
#define BIRDFEED_FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/why.h"

/*
 * A directory by its descriptor.  For root, every directory on the way has
 * to be root's (or the owner's of "/"), and nobody else may write in it,
 * unless it is sticky as /tmp is.  So has every symbolic link on the way.
 * Otherwise whoever owns one could send root's writes elsewhere.
 *
 * What returns a descriptor returns -1 with WHY and errno set; errno is
 * ENOENT exactly if PATH, or a directory before it, does not exist.
 */

/*
 * The directory that PATH's last part is in.  NAME gets that part, which
 * points into PATH if PATH does not end with slashes, and is free(3)'d by
 * the caller.
 */
int folder_of(const char *path, char **name, struct why *why);
/* PATH itself: this user's directory, that nobody else can write in, and no
 * symbolic link. */
int folder_open(const char *path, struct why *why);
/* The same, made if it is missing: with MODE and, unless it is (gid_t)-1,
 * GROUP. */
int folder_make(const char *path, mode_t mode, gid_t group,
    struct why *why);
/* Removes NAME in the directory AT, with everything in it. */
bool folder_remove(int at, const char *name);

#endif
