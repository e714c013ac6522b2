#ifndef RPSL_TARBALL_H
#define RPSL_TARBALL_H

#include <stdbool.h>

#include "rpsl/compressed-input.h"
#include "rpsl/registry.h"

/*
 * Reads the tar file IN, which FILE names in messages ("-": standard
 * input).  False when the run has to stop, which has been reported: an
 * archive that is not whole is none.
 */
bool tarball_read(struct registry *reg, struct stream *in, const char *file);

#endif
