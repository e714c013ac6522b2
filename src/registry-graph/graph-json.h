#ifndef REGISTRY_GRAPH_GRAPH_JSON_H
#define REGISTRY_GRAPH_GRAPH_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "registry-graph/removal.h"

/* An object that stands for NODE: {"class": ..., "key": ...}; the caller's.
 * Bytes that are no UTF-8 are escaped as birdfeed-records(5) does it. */
json_t *graph_json_node(const struct graph *g, uint32_t node);
json_t *graph_json_text(const char *s, size_t n);
/* The nodes on the way from NODE to its start, an array. */
json_t *graph_json_way(const struct walk *w, uint32_t node);
/* Prints VALUE, and frees it; false when there is no memory. */
bool graph_json_print(FILE *f, json_t *value);

/* A plan as data. */
bool removal_json(FILE *f, const struct removal *r);

#endif
