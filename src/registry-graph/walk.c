/* A walk: what hangs together. */
#include "registry-graph/walk.h"

#include <stdlib.h>

#include "base/mem.h"

void
walk_open(struct walk *w, const struct graph *g)
{
	*w = (struct walk){ .g = g };
	w->queue = mem_alloc((g->n + 1) * sizeof *w->queue);
	w->via = mem_alloc((g->n + 1) * sizeof *w->via);
	w->state = mem_zalloc(g->n + 1);
	for (size_t i = 0; i < g->n; i++)
		w->via[i] = VIA_NONE;
}

bool
walk_reached(const struct walk *w, uint32_t node)
{
	return w->state[node] != 0;
}

static void
reach(struct walk *w, uint32_t node, size_t via)
{
	w->state[node] = 1;
	w->via[node] = via;
	w->queue[w->n++] = node;
}

void
walk_start(struct walk *w, uint32_t node)
{
	if (!walk_reached(w, node))
		reach(w, node, VIA_NONE);
}

/* From the hub a walk goes on through the persons that it maintains: they are
 * how others touch it. */
static bool
goes_on(const struct walk *w, uint32_t node)
{
	uint32_t before = walk_before(w, node);

	if (w->passes != NULL && !w->passes(w->ctx, node))
		return false;
	return !w->g->node[node].ends || before == NODE_NONE ||
	    (w->g->node[before].is_hub && graph_is(w->g, node, "person"));
}

static bool
goes_to(const struct walk *w, uint32_t from, uint32_t to)
{
	if (walk_reached(w, to) ||
	    (w->enters != NULL && !w->enters(w->ctx, to)))
		return false;
	return w->meets_ends || !w->g->node[to].ends ||
	    (w->g->node[from].is_hub && graph_is(w->g, to, "person"));
}

static void
expand(struct walk *w, uint32_t node)
{
	const struct node *o = &w->g->node[node];

	for (size_t i = 0; i < o->nlinks; i++)
		if (goes_to(w, node, w->g->link[o->link + i].to))
			reach(w, w->g->link[o->link + i].to, o->link + i);
	for (size_t i = 0; i < o->nbacks; i++) {
		size_t link = w->g->back[o->back + i];

		if (goes_to(w, node, w->g->link[link].from))
			reach(w, w->g->link[link].from, link);
	}
}

void
walk_run(struct walk *w)
{
	while (w->head < w->n) {
		uint32_t node = w->queue[w->head++];

		if (goes_on(w, node))
			expand(w, node);
	}
}

uint32_t
walk_before(const struct walk *w, uint32_t node)
{
	const struct link *link;

	if (w->via[node] == VIA_NONE)
		return NODE_NONE;
	link = &w->g->link[w->via[node]];
	return link->from == node ? link->to : link->from;
}

void
walk_close(struct walk *w)
{
	free(w->queue);
	free(w->via);
	free(w->state);
}
