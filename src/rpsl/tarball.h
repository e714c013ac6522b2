#ifndef RPSL_TARBALL_H
#define RPSL_TARBALL_H

#include <stdbool.h>

#include "rpsl/compressed-input.h"
#include "rpsl/registry.h"

/*
 * Reads the tar file IN; FILE is its name in messages ("-": standard input).
 * False if the run has to stop, which has been reported; an incomplete archive
 * is an error.
 */
bool tarball_read(struct registry *reg, struct stream *in, const char *file);

#endif
