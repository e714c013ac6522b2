#ifndef BIRDFEED_FRAGIN_H
#define BIRDFEED_FRAGIN_H

#include "base/diag.h"
#include "stream/fragments.h"

/*
 * Reads FD to its end and parses the stream.  It may have at most SIZE bytes,
 * and may take at most SECONDS from the first byte to the last (0: no limit).
 * False if the stream is incomplete or invalid, which has been reported.  Free
 * FR with fragments_free() in both cases.
 */
bool fragments_read(struct fragments *fr, int fd, const char *file, size_t size,
    unsigned seconds, struct diag *diag);
/* The same for a stream in memory.  FR takes over the content of TEXT. */
bool fragments_parse(struct fragments *fr, struct buf *text, const char *file,
    struct diag *diag);

#endif
