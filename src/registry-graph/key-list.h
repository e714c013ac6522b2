#ifndef REGISTRY_GRAPH_KEY_LIST_H
#define REGISTRY_GRAPH_KEY_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "registry-graph/graph.h"

/*
 * Reads a list of keys, one a line, "-" for standard input; empty lines and
 * what comes behind a # do not count.  MARK, of as many as there are nodes,
 * gets true for each node of CLASS ("aut-num", "mntner") that is named; if
 * CLASS is NULL a key names either.  A key that names no object is warned of,
 * but a word that cannot be an AS number where one is expected, or that is no
 * maintainer either, is an error: false, reported.
 */
bool key_list_read(const struct graph *g, const char *file, const char *class,
    bool *mark, struct diag *diag);

#endif
