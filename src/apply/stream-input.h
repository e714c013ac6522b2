#ifndef APPLY_STREAM_INPUT_H
#define APPLY_STREAM_INPUT_H

#include "apply/apply.h"
#include "apply/copies.h"
#include "apply/options.h"

/*
 * Reads the fragments to install, from standard input or from a stored
 * generation.  Checks that they have the sets of the router, and reads the
 * content of their copies.  Returns false, and reports why, on failure.  Free
 * STREAM with fragments_free() and then COPIES with copies_free() in every
 * case.
 */
bool stream_input_read(struct fragments *stream, struct copies *copies,
    const struct options *o, const struct job *job);

#endif
