#ifndef BIRDFEED_FOLDER_H
#define BIRDFEED_FOLDER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/why.h"

/*
 * Open directories safely.  If the caller is root, root or the owner of "/"
 * must own every directory and symbolic link on the path, and nobody else may
 * have write access to these directories unless they are sticky, as /tmp is.
 * Otherwise their owner could redirect root's writes.
 *
 * On failure, functions that return a descriptor return -1 and set WHY and
 * errno.  errno is ENOENT if and only if PATH or a directory before it does
 * not exist.
 */

/*
 * Opens the directory that contains the last part of PATH.  *NAME is a copy
 * of that part without trailing slashes, or NULL on failure; the caller frees
 * it with free(3).
 */
int folder_of(const char *path, char **name, struct why *why);
/*
 * The same for a file that one other user writes.  From the first directory of
 * theirs on, all must be that user's alone, and links of theirs are not
 * followed.  *OWNER is the owner of the directory that contains the last part;
 * the caller must check that the file is theirs, too.
 */
int folder_of_another(const char *path, char **name, uid_t *owner,
    struct why *why);
/* Opens the directory PATH.  This user must own it, nobody else may have
 * write access to it, and PATH must not be a symbolic link. */
int folder_open(const char *path, struct why *why);
/* The same, but creates a missing directory with MODE and with GROUP, unless
 * GROUP is (gid_t)-1. */
int folder_make(const char *path, mode_t mode, gid_t group, struct why *why);
/* Removes NAME in the directory AT, with all its content.  A missing NAME is
 * not an error.  False with errno set. */
bool folder_remove(int at, const char *name);
/*
 * Renames NAME in the directory AT to TO, which must not exist, or exchanges
 * the two.  False with errno set: EEXIST, ENOENT, and EINVAL or ENOSYS if the
 * file system or the kernel cannot do it in one step.
 */
bool folder_move(int at, const char *name, const char *to);
bool folder_exchange(int at, const char *name, const char *to);

#endif
