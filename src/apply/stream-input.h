#ifndef APPLY_STREAM_INPUT_H
#define APPLY_STREAM_INPUT_H

#include "apply/apply.h"
#include "apply/copies.h"
#include "apply/options.h"

/*
 * The fragments that are to be installed, from standard input or of a
 * generation that is kept, with the sets that the router has, and with the
 * content of their copies.  False: reported.  Free STREAM with
 * fragments_free() and then COPIES with copies_free() in every case.
 */
bool stream_input_read(struct fragments *stream, struct copies *copies,
    const struct options *o, const struct job *job);

#endif
