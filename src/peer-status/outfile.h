#ifndef PEER_STATUS_OUTFILE_H
#define PEER_STATUS_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/*
 * Makes PATH hold the N bytes at DATA, mode 0644, in one step: who reads it
 * sees the old or the new text, and never a part.  False, reported: PATH is
 * as it was.
 */
bool outfile_replace(const char *path, const char *data, size_t n,
    struct diag *diag);

#endif
