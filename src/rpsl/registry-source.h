#ifndef RPSL_REGISTRY_SOURCE_H
#define RPSL_REGISTRY_SOURCE_H

#include <stdbool.h>

struct registry;

enum source_kind { SOURCE_ANY, SOURCE_TREE, SOURCE_TAR, SOURCE_TEXT };

/* The kind with that name in -k; false if there is none. */
bool source_kind_named(const char *name, enum source_kind *kind);
/*
 * Reads all of PATHS, with NULL after the last, as one registry.  "-" or an
 * empty list is standard input.  Every source is of KIND; with SOURCE_ANY, the
 * kind of each is detected.  False if the run has to stop, which has been
 * reported.
 */
bool registry_sources_read(struct registry *reg, enum source_kind kind,
    char *const *paths);

#endif
