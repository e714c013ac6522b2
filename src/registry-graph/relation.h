#ifndef REGISTRY_GRAPH_RELATION_H
#define REGISTRY_GRAPH_RELATION_H

#include <stdbool.h>
#include <stdint.h>

#include "registry-graph/graph.h"

/* Which of the objects that hang together with one are meant; NULL: all. */
struct relation {
	const char *held_by; /* a mntner that alone holds the object */
	const char *through; /* go on from objects only that it holds */
	const char *with;    /* a text that a value of it has */
	const char *without; /* a text that no value of it has */
};

/* Sets SHOWN, of as many as there are nodes, for the objects that hang
 * together with NODE, itself too. */
void relation_find(const struct graph *g, uint32_t node,
    const struct relation *relation, bool *shown);

#endif
