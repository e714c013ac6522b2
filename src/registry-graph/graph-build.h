#ifndef REGISTRY_GRAPH_GRAPH_BUILD_H
#define REGISTRY_GRAPH_GRAPH_BUILD_H

#include <stdbool.h>

#include "registry-graph/graph.h"

/*
 * Takes the records of the files, "-" for standard input, a NULL behind the
 * last, and makes the graph.  HUB is the key of a maintainer.  False when a
 * stream is not complete, or when there is no schema or a malformed
 * one; that has been reported.  graph_free() it in any case.
 */
bool graph_build(struct graph *g, char *const files[], const char *hub,
    struct diag *diag);

#endif
