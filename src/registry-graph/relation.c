/* A relation: what hangs together with an object. */
#include "registry-graph/relation.h"

#include <string.h>
#include <strings.h>

#include "registry-graph/walk.h"
#include "stream/record.h"

struct asking {
	const struct graph *g;
	const struct relation *relation;
};

/* Is MNTNER the only one that holds NODE?  What nobody holds, anybody may. */
static bool
held_by(const struct graph *g, uint32_t node, const char *mntner)
{
	struct record r = { 0 };
	bool ok = true;

	record_parse(&r, g->node[node].line);
	for (size_t i = 0; ok && i < r.n; i++)
		if (slice_is(r.name[i], "mnt-by"))
			ok = r.value[i].n == strlen(mntner) &&
			    strncasecmp(r.value[i].p, mntner, r.value[i].n) ==
				0;
	record_free(&r);
	return ok;
}

static bool
has_text(const struct graph *g, uint32_t node, const char *text)
{
	struct record r = { 0 };
	bool found;

	record_parse(&r, g->node[node].line);
	found = memmem(r.key.p, r.key.n, text, strlen(text)) != NULL;
	for (size_t i = 0; !found && i < r.n; i++)
		found = memmem(r.value[i].p, r.value[i].n, text,
			    strlen(text)) != NULL;
	record_free(&r);
	return found;
}

static bool
passes(void *ctx, uint32_t node)
{
	const struct asking *a = ctx;

	return held_by(a->g, node, a->relation->through);
}

static bool
is_meant(const struct graph *g, uint32_t node, const struct relation *r)
{
	return (r->held_by == NULL || held_by(g, node, r->held_by)) &&
	    (r->with == NULL || has_text(g, node, r->with)) &&
	    (r->without == NULL || !has_text(g, node, r->without));
}

void
relation_find(const struct graph *g, uint32_t node,
    const struct relation *relation, bool *shown)
{
	struct asking asking = { g, relation };
	struct walk w;

	walk_open(&w, g);
	w.meets_ends = true;
	w.passes = relation->through != NULL ? passes : NULL;
	w.ctx = &asking;
	walk_start(&w, node);
	walk_run(&w);
	for (size_t i = 0; i < w.n; i++)
		shown[w.queue[i]] = is_meant(g, w.queue[i], relation);
	walk_close(&w);
}
