#ifndef RPSL_REGISTRY_SOURCE_H
#define RPSL_REGISTRY_SOURCE_H

#include <stdbool.h>

struct registry;

enum source_kind { SOURCE_ANY, SOURCE_TREE, SOURCE_TAR, SOURCE_TEXT };

/* The kind that -k calls so; false when it is none. */
bool source_kind_named(const char *name, enum source_kind *kind);
/*
 * Reads PATH, "-" for standard input, which is of the kind reg->kind; with
 * SOURCE_ANY it is found out.  False when the run has to stop, which has
 * been reported.
 */
bool source_read(struct registry *reg, const char *path);

#endif
