#ifndef PEER_STATUS_OUTFILE_H
#define PEER_STATUS_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/why.h"

/*
 * Makes PATH hold the N bytes at DATA, mode 0644, in one step: a reader sees
 * the old or the new text, never a part.  For root, the way there has to be
 * root's (base/folder.h).  False, reported: PATH is as it was.
 */
bool outfile_replace(const char *path, const char *data, size_t n,
    struct diag *diag);

/* Opens it for reading; NULL, with WHY, and errno ENOENT when there is no
 * such file. */
FILE *outfile_open(const char *path, struct why *why);

#endif
