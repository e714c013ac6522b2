#ifndef REGISTRY_GRAPH_WALK_H
#define REGISTRY_GRAPH_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registry-graph/graph.h"

/*
 * A walk over the links of a graph, in both directions and in breadth: each
 * node is reached on a shortest way from the starts.  A walk does not go
 * through a node that ends chains, but starts at one if it is told to.
 */
struct walk {
	const struct graph *g;
	uint32_t *queue; /* the nodes that were reached, in order */
	size_t n;
	size_t head;
	size_t *via; /* of each node the link that led to it */
	uint8_t *state;
	/* May the walk go to NODE, and on from it?  NULL: yes. */
	bool (*enters)(void *ctx, uint32_t node);
	bool (*passes)(void *ctx, uint32_t node);
	void *ctx;
	bool meets_ends; /* goes to nodes that end chains, too */
};

#define VIA_NONE SIZE_MAX /* a start, or not reached */

void walk_open(struct walk *w, const struct graph *g);
void walk_start(struct walk *w, uint32_t node);
/* Goes wherever the starts lead. */
void walk_run(struct walk *w);
bool walk_reached(const struct walk *w, uint32_t node);
/* The node before NODE on its way; NODE_NONE: it is a start. */
uint32_t walk_before(const struct walk *w, uint32_t node);
void walk_close(struct walk *w);

#endif
