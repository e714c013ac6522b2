#ifndef RPSL_RPSL_TEXT_H
#define RPSL_RPSL_TEXT_H

#include <stdbool.h>

#include "rpsl/compressed-input.h"
#include "rpsl/registry.h"

/* Does HEAD look like the start of an RPSL text? */
bool rpsl_text_is(struct slice head);
/*
 * Reads the text IN: objects separated by empty lines, the format that the
 * regional registries and RADB publish.  FILE is its name in messages ("-":
 * standard input).  False if the run has to stop, which has been reported.
 */
bool rpsl_text_read(struct registry *reg, struct stream *in, const char *file);
/*
 * Reports that IN has no object.  A regular file is an empty registry: a
 * warning, and true.  Standard input or a pipe is an error, and false: the
 * program that writes to it may have died.
 */
bool rpsl_text_empty(struct registry *reg, const struct stream *in,
    const char *file);

#endif
