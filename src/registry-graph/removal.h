#ifndef REGISTRY_GRAPH_REMOVAL_H
#define REGISTRY_GRAPH_REMOVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registry-graph/graph.h"
#include "registry-graph/walk.h"

/* What becomes of an object. */
enum fate { FATE_STAYS, FATE_REMOVED, FATE_REVIEW };

/* Why. */
enum cause {
	CAUSE_NONE,
	CAUSE_LISTED,	      /* it is listed */
	CAUSE_TOGETHER,	      /* hangs together with OTHER, that is */
	CAUSE_NO_MEMBER,      /* a set whose last member is removed */
	CAUSE_REQUIRED,	      /* needs OTHER, which is removed, in LINK */
	CAUSE_NO_AUT_NUM,     /* nor has mntner OTHER any */
	CAUSE_UNLISTED,	      /* review: a way leads to OTHER, that is not
				 * listed */
	CAUSE_HUB,	      /* review: a way leads to the hub */
	CAUSE_OPT_OUT,	      /* review: a way leads to OTHER */
	CAUSE_NEVER,	      /* review: such a thing is never removed */
	CAUSE_HUB_NO_AUT_NUM, /* review: touches the hub, has no aut-num */
	CAUSE_LOSES,	      /* review: stays, but LINK is required */
};

struct verdict {
	enum fate fate;
	enum cause cause;
	uint32_t other;
	size_t link;
};

/* What is asked for. */
struct removal_order {
	const char *class;  /* "aut-num" or "mntner" */
	const bool *listed; /* of each node */
	const bool *opted_out;
	bool subgraph; /* and maintainers without an aut-num */
};

/*
 * A plan: nothing is done by it.  removal_plan() fills it, removal_free() it.
 */
struct removal {
	const struct graph *g;
	struct verdict *verdict; /* of each node */
	bool *dropped;		 /* of each link: its attribute goes, and the
				 * object stays */
	struct walk conflicts;	 /* ways to what is in the way */
	struct walk hub;	 /* ways to the hub alone */
	size_t removed;
	size_t edited; /* objects */
	size_t reviews;
	size_t aut_nums; /* without AS0 */
	size_t aut_nums_removed;
	size_t mntners;	       /* without the hub */
	size_t mntners_listed; /* of these, removed because they are listed */
};

void removal_plan(struct removal *r, const struct graph *g,
    const struct removal_order *order);
/* Appends why NODE is removed or reviewed, a phrase. */
void removal_reason(const struct removal *r, uint32_t node, struct buf *text);
/* The walk that has the way from a node of a review; NULL: it needs none. */
const struct walk *removal_way(const struct removal *r, uint32_t node);
void removal_free(struct removal *r);

#endif
