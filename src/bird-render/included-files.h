#ifndef BIRD_RENDER_INCLUDED_FILES_H
#define BIRD_RENDER_INCLUDED_FILES_H

#include "bird-render/input.h"
#include "stream/fragout.h"

/*
 * The operator's own files that BIRD reads: apply(8) keeps a copy of each in
 * the generation.  Writes the framing of the copies of the sessions' PASSWORDS
 * and of the router's INCLUDES and hooks.
 */
void copies_framing(struct fragout *out, const struct input *in,
    bool passwords, bool includes);
/* Includes the copy of the file SOURCE. */
void copy_include(FILE *f, const char *source);

#endif
