#ifndef RPSL_RPSL_TEXT_H
#define RPSL_RPSL_TEXT_H

#include <stdbool.h>

#include "rpsl/compressed-input.h"
#include "rpsl/registry.h"

/* Does a text in RPSL start like that? */
bool rpsl_text_is(struct slice head);
/*
 * Reads the text IN, which FILE names in messages ("-": standard input):
 * objects with empty lines between them, as the regional registries and
 * RADB publish theirs.  False when the run has to stop, which has been
 * reported.
 */
bool rpsl_text_read(struct registry *reg, struct stream *in, const char *file);
/*
 * Says that IN holds no object: a file is an empty registry, and true.
 * Standard input and pipes are an error, and false: a stage may have died.
 */
bool rpsl_text_empty(struct registry *reg, const struct stream *in,
    const char *file);

#endif
