#ifndef BIRD_RENDER_INCLUDED_FILES_H
#define BIRD_RENDER_INCLUDED_FILES_H

#include "bird-render/input.h"
#include "stream/fragout.h"

/*
 * The operator's own files that BIRD reads.  apply(8) keeps a copy of each
 * file in the generation.  This function writes the framing of the copies: of
 * the password files of the sessions if PASSWORDS is set, and of the router's
 * includes and hooks if INCLUDES is set.
 */
void copies_framing(struct fragout *out, const struct input *in, bool passwords,
    bool includes);
/* Prints the include statement for the copy of the file SOURCE. */
void copy_include(FILE *f, const char *source);

#endif
