#ifndef BIRDFEED_FILE_H
#define BIRDFEED_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/slice.h"

/*
 * Create, replace and read whole files.  AT is the descriptor of a directory
 * and NAME is a file in it; symbolic links are not followed.  On failure
 * these functions return false and set errno.
 */

#define FILE_TEMPORARY ".tmp-" /* the prefix of unfinished files' names */
#define FILE_TEMPORARY_TEXT 16

/* Writes a new random name for a temporary file to NAME. */
void file_temporary(char name[static FILE_TEMPORARY_TEXT]);
/*
 * Creates NAME with the N parts as its content.  If GROUP is (gid_t)-1, the
 * group does not change.  It is an error if NAME exists.  The file is not
 * synced: a caller that needs it after a power cut must sync it.
 */
bool file_create(int at, const char *name, mode_t mode, gid_t group,
    const struct slice *part, size_t n);
/* Creates NAME or replaces it atomically.  Returns after the file and its
 * directory entry have been synced to disk. */
bool file_replace(int at, const char *name, mode_t mode,
    const struct slice *part, size_t n);
/* Replaces TEXT by the content of FD, a regular file of at most MOST bytes.
 * Always closes FD.  Returns false if FD is -1. */
bool file_slurp(int fd, off_t most, struct buf *text);

#endif
