#ifndef PEER_STATUS_OUTFILE_H
#define PEER_STATUS_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/why.h"

/*
 * Replaces PATH with the N bytes at DATA, mode 0644, in one step: a reader
 * sees the old or the new text, never a part.  If root runs it, only root may
 * control the directories of PATH (see base/folder.h).  Returns false, and
 * reports why, if it fails; PATH is then unchanged.
 */
bool outfile_replace(const char *path, const char *data, size_t n,
    struct diag *diag);

/* Opens PATH for reading.  Returns NULL with WHY set if it fails; errno is
 * ENOENT if the file does not exist. */
FILE *outfile_open(const char *path, struct why *why);

#endif
