#ifndef REGISTRY_GRAPH_DRAWING_H
#define REGISTRY_GRAPH_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "registry-graph/graph.h"
#include "registry-graph/walk.h"

enum graph_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_DOT, FORMAT_HTML };

/* These print what a question found; false when there is no memory. */

/* The way of W from NODE to its start, one object a line, with the attribute
 * that leads to it. */
bool drawing_way(FILE *f, enum graph_format format, const struct walk *w,
    uint32_t node);
/* The nodes with true in SHOWN, sorted; as a drawing with their links. */
bool drawing_nodes(FILE *f, enum graph_format format, const struct graph *g,
    const bool *shown);
/* What NODE refers to, and what refers to it. */
bool drawing_links(FILE *f, enum graph_format format, const struct graph *g,
    uint32_t node);

#endif
