#ifndef BIRDFEED_FILE_H
#define BIRDFEED_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/slice.h"

/*
 * Whole files: created, replaced, read.  A file is named by the descriptor
 * of its directory and its name in it, and no symbolic link is followed.
 * These return false with errno set.
 */

#define FILE_TEMPORARY ".tmp-"		/* begins the name of what is unfinished */
#define FILE_TEMPORARY_TEXT 16

/* A new name for something temporary. */
void file_temporary(char name[static FILE_TEMPORARY_TEXT]);
/*
 * Creates NAME with the N parts as its content.  GROUP (gid_t)-1: leave the
 * group.  It is an error if NAME exists.  A caller that needs the file after
 * a power cut syncs it.
 */
bool file_create(int at, const char *name, mode_t mode, gid_t group,
    const struct slice *part, size_t n);
/* Replaces NAME in one step, or creates it; returns when the disk has both
 * the file and its name. */
bool file_replace(int at, const char *name, mode_t mode,
    const struct slice *part, size_t n);
/* Replaces TEXT by everything that is in FD, a regular file of at most MOST
 * bytes; closes FD (-1: false). */
bool file_slurp(int fd, off_t most, struct buf *text);

#endif
