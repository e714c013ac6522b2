#ifndef REGISTRY_GRAPH_INACTIVITY_H
#define REGISTRY_GRAPH_INACTIVITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "registry-graph/drawing.h"
#include "registry-graph/graph.h"
#include "registry-graph/removal.h"

/* Who counts as inactive. */
struct inactivity {
	int64_t since;	       /* activity from this day on counts */
	const bool *opted_out; /* of each node */
};

/*
 * Marks the aut-nums that have no activity, and with which nobody who has
 * opted out is associated; returns how many.  AS0 is not among them.
 */
size_t inactivity_aut_nums(const struct graph *g, const struct inactivity *in,
    bool *mark);
/*
 * Marks the maintainers from whom no active aut-num can be reached, nor
 * anybody who has opted out; returns how many.  The hub is not among them.
 */
size_t inactivity_mntners(const struct graph *g, const struct inactivity *in,
    bool *mark);
/* Is any aut-num of the registry active? */
bool inactivity_any_active(const struct graph *g, const struct inactivity *in);

/* The marked nodes, a key a line, or as JSON with their dates. */
bool inactivity_print(FILE *f, enum graph_format format, const struct graph *g,
    const bool *mark);
/* A page for people: what R removes, and what it leaves to them. */
void inactivity_page(FILE *f, const struct removal *r);
/* The newest day on which an AS was active, in dumps or in git; false: none
 * is known. */
bool inactivity_day(const struct graph *g, uint32_t asn, bool git,
    int64_t *day);

#endif
