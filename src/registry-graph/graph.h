#ifndef REGISTRY_GRAPH_GRAPH_H
#define REGISTRY_GRAPH_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "registry-graph/arena.h"
#include "registry-graph/graph-class.h"
#include "stream/activity.h"

/*
 * A registry as a graph: its objects are nodes, its references are links.
 * Nodes are sorted by class and key, links by the node that they come from
 * and its attributes: nothing depends on the order of the records.
 */
struct node {
	uint32_t class;
	bool is_hub; /* the maintainer that --hub names */
	bool ends;   /* a chain is not followed through it */
	struct slice key;
	struct slice line; /* its record */
	const char *file;  /* where that stood */
	unsigned long line_number;
	size_t link, nlinks; /* what it refers to, in graph.link */
	size_t back, nbacks; /* what refers to it, in graph.back */
	size_t loose;	     /* members of a set that name no object */
};

struct link {
	uint32_t from;
	uint32_t to;
	uint32_t attribute;	     /* counted from 0 in the record */
	const struct class_key *key; /* NULL: auth */
	struct slice name;
	struct slice value;
};

struct graph {
	struct arena text;
	struct classes classes;
	struct node *node;
	size_t n;
	size_t cap;
	struct link *link;
	size_t nlinks;
	size_t link_cap;
	size_t *back; /* numbers of links, by where they lead */
	struct graph_slot {
		uint32_t node;
		uint32_t hash;
	} * slot; /* a hash table of nodes by class and key */
	size_t slots;
	uint32_t *same;		   /* the next node with the same folded key */
	struct activity *activity; /* sorted, once graph_index() ran */
	size_t nactivity;
	size_t activity_cap;
	struct record *schema; /* the classes' texts are in these */
	size_t nschemas;
	size_t schema_cap;
	size_t dangling; /* values that name nothing */
};

#define NODE_NONE UINT32_MAX

/* Sorts the nodes, leaves out those that are there twice, and makes the table
 * that graph_find() asks. */
void graph_index(struct graph *g, struct diag *diag);

void graph_free(struct graph *g);

/* The node that KEY names in a class, canonically: case does not count, nor
 * the AS in front of a number.  If several do, the one that is KEY letter by
 * letter, or the first.  NODE_NONE if there is none. */
uint32_t graph_find(const struct graph *g, uint32_t class, struct slice key);
/* Is the node of the class NAME? */
bool graph_is(const struct graph *g, uint32_t node, const char *name);
/* Its number, if it is an aut-num; false otherwise. */
bool graph_asn(const struct graph *g, uint32_t node, uint32_t *asn);
/* The newest activity of AS at or after SINCE; NULL: there is none. */
const struct activity *graph_activity(const struct graph *g, uint32_t asn,
    int64_t since);
/* The name of its file, as in "data/aut-num/AS64500".  False when the key is
 * no name of a file. */
bool graph_file(const struct graph *g, uint32_t node, struct buf *path);
/* "aut-num AS64500", with the escapes of birdfeed-records(5). */
void graph_name(const struct graph *g, uint32_t node, struct buf *text);
const struct slice *graph_class_name(const struct graph *g, uint32_t node);

#endif
