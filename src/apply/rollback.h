#ifndef APPLY_ROLLBACK_H
#define APPLY_ROLLBACK_H

#include "apply/apply.h"
#include "apply/copies.h"

/*
 * The fragments of a generation that is kept, from its files, as if they
 * had come on standard input.  ID may be cut short; NULL is the one before
 * the present one.  False, reported: there is none such, or it is not as it
 * was installed.  fragments_free() STREAM and copies_free() COPIES in every
 * case.
 */
bool rollback_read(struct fragments *stream, struct copies *copies,
    const struct job *job, const char *id);

#endif
