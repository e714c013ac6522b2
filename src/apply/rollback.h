#ifndef APPLY_ROLLBACK_H
#define APPLY_ROLLBACK_H

#include "apply/apply.h"
#include "apply/copies.h"

/*
 * Reads the fragments of a stored generation from its files, as if they had
 * come on standard input.  ID may be a prefix; NULL means the generation
 * before the current one.  Returns false, and reports why, if there is no such
 * generation or it has changed since it was installed.  Free STREAM with
 * fragments_free() and COPIES with copies_free() in every case.
 */
bool rollback_read(struct fragments *stream, struct copies *copies,
    const struct job *job, const char *id);

#endif
