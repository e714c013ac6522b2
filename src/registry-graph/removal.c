/* A removal: what goes, what is edited, and what a person has to decide. */
#include "registry-graph/removal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A removal that is being planned. */
struct planning {
	struct removal *r;
	const struct graph *g;
	const struct removal_order *order;
	uint32_t *queue; /* removed nodes, whose referrers are to be
				 * looked at */
	size_t n;
	size_t head;
	size_t *group;	 /* of each link the first of its name */
	size_t *alive;	 /* of each such first link: attributes that
				 * lead anywhere */
	size_t *leads;	 /* of each attribute's first link: to how
				 * many that stay */
	size_t *first;	 /* of each link the first of its attribute */
	size_t *members; /* of each set */
};

static bool
is_removed(const struct planning *p, uint32_t node)
{
	return p->r->verdict[node].fate == FATE_REMOVED;
}

static void
judge(struct planning *p, uint32_t node, const struct verdict *verdict)
{
	struct removal *r = p->r;

	r->verdict[node] = *verdict;
	if (verdict->fate != FATE_REMOVED) {
		r->reviews++;
		return;
	}
	p->queue[p->n++] = node;
	r->removed++;
	r->aut_nums_removed += graph_is(p->g, node, "aut-num");
	r->mntners_listed += verdict->cause == CAUSE_LISTED &&
	    graph_is(p->g, node, "mntner");
}

static bool
is_member_name(struct slice name)
{
	return slice_is(name, "members") || slice_is(name, "mp-members");
}

/* The first link from START on that has the name of link I. */
static size_t
group_find(const struct planning *p, size_t start, size_t i)
{
	const struct link *link = p->g->link;

	while (start < i && !slice_same(link[start].name, link[i].name))
		start++;
	return start;
}

/* The groups of one node's links. */
static void
group_links(struct planning *p, const struct node *o)
{
	const struct link *link = p->g->link;

	for (size_t i = o->link; i < o->link + o->nlinks; i++) {
		size_t first = i;

		p->group[i] = i > o->link &&
			slice_same(link[i - 1].name, link[i].name) ?
		    p->group[i - 1] :
		    group_find(p, o->link, i);
		if (i > o->link && link[i - 1].attribute == link[i].attribute)
			first = p->first[i - 1];
		p->first[i] = first;
		p->leads[first]++;
		p->alive[p->group[i]] += first == i;
	}
}

static void
count(struct planning *p)
{
	const struct graph *g = p->g;

	for (uint32_t i = 0; i < g->n; i++) {
		uint32_t asn;

		p->r->aut_nums += graph_asn(g, i, &asn) && asn != 0;
		p->r->mntners += graph_is(g, i, "mntner") && !g->node[i].is_hub;
		p->members[i] = g->node[i].loose;
		group_links(p, &g->node[i]);
	}
	for (size_t i = 0; i < g->nlinks; i++) {
		const struct link *link = &g->link[i];

		if (g->classes.v[g->node[link->from].class]->is_set &&
		    is_member_name(link->name) && p->first[i] == i)
			p->members[link->from]++;
		if (slice_is(link->name, "member-of"))
			p->members[link->to]++;
	}
}

/* AS0 and the hub. */
static bool
is_for_ever(const struct graph *g, uint32_t node)
{
	uint32_t asn;

	return g->node[node].is_hub || (graph_asn(g, node, &asn) && asn == 0);
}

/* May NODE only go because it is listed? */
static bool
is_protected(const struct planning *p, uint32_t node)
{
	return is_for_ever(p->g, node) || p->order->opted_out[node] ||
	    graph_is(p->g, node, "aut-num") ||
	    (graph_is(p->g, node, p->order->class) &&
		p->r->verdict[node].fate == FATE_REVIEW);
}

/* The last attribute of a required name is gone. */
static void
required_gone(struct planning *p, const struct link *link, size_t number)
{
	bool stays = is_protected(p, link->from);

	judge(p, link->from,
	    &(struct verdict){ stays ? FATE_REVIEW : FATE_REMOVED,
		stays ? CAUSE_LOSES : CAUSE_REQUIRED, link->to, number });
}

static void
member_gone(struct planning *p, uint32_t set)
{
	if (p->members[set] == 0 || --p->members[set] > 0 ||
	    is_removed(p, set) || is_protected(p, set))
		return;
	judge(p, set,
	    &(struct verdict){ FATE_REMOVED, CAUSE_NO_MEMBER, NODE_NONE, 0 });
}

/* What a link led to is removed. */
static void
link_dies(struct planning *p, size_t number)
{
	const struct link *link = &p->g->link[number];
	const struct graph_class *class =
	    p->g->classes.v[p->g->node[link->from].class];
	size_t first = p->first[number], group = p->group[number];

	if (--p->leads[first] > 0)
		return;
	/* The attribute names nothing any more. */
	p->alive[group]--;
	if (is_removed(p, link->from))
		return;
	for (size_t i = first; i < p->g->nlinks && p->first[i] == first; i++)
		p->r->dropped[i] = true;
	if (link->key != NULL && link->key->required && p->alive[group] == 0)
		required_gone(p, link, number);
	else if (class->is_set && is_member_name(link->name))
		member_gone(p, link->from);
}

/* Follows what is removed to those that refer to it, until nothing changes. */
static void
settle(struct planning *p)
{
	const struct graph *g = p->g;

	while (p->head < p->n) {
		const struct node *o = &g->node[p->queue[p->head++]];

		for (size_t i = 0; i < o->nbacks; i++)
			link_dies(p, g->back[o->back + i]);
		for (size_t i = o->link; i < o->link + o->nlinks; i++)
			if (slice_is(g->link[i].name, "member-of"))
				member_gone(p, g->link[i].to);
	}
}

/* Where the way from NODE ends: its conflict. */
static uint32_t
way_end(const struct walk *w, uint32_t node)
{
	uint32_t before;

	while ((before = walk_before(w, node)) != NODE_NONE)
		node = before;
	return node;
}

static void
find_conflicts(struct planning *p)
{
	struct walk *w = &p->r->conflicts;
	const struct graph *g = p->g;

	walk_open(w, g);
	for (uint32_t i = 0; i < g->n; i++)
		if (g->node[i].is_hub || p->order->opted_out[i] ||
		    (graph_is(g, i, p->order->class) && !p->order->listed[i] &&
			!g->node[i].ends))
			walk_start(w, i);
	walk_run(w);
}

static void
review_listed(struct planning *p, uint32_t node)
{
	struct verdict v = { FATE_REVIEW, CAUSE_UNLISTED, NODE_NONE, 0 };

	if (is_for_ever(p->g, node)) {
		v.cause = CAUSE_NEVER;
	} else {
		v.other = way_end(&p->r->conflicts, node);
		if (p->g->node[v.other].is_hub)
			v.cause = CAUSE_HUB;
		else if (p->order->opted_out[v.other])
			v.cause = CAUSE_OPT_OUT;
	}
	judge(p, node, &v);
}

/* Judges the nodes that W reached: its starts for one cause, the others for
 * another. */
static void
remove_reached(struct planning *p, const struct walk *w, enum cause start,
    enum cause together)
{
	uint32_t *root = mem_alloc((p->g->n + 1) * sizeof *root);

	for (size_t i = 0; i < w->n; i++) {
		uint32_t node = w->queue[i], before = walk_before(w, node);

		root[node] = before == NODE_NONE ? node : root[before];
		judge(p, node,
		    &(struct verdict){ FATE_REMOVED,
			before == NODE_NONE ? start : together, root[node],
			0 });
	}
	free(root);
}

static void
remove_listed(struct planning *p)
{
	const struct graph *g = p->g;
	struct walk w;

	walk_open(&w, g);
	for (uint32_t i = 0; i < g->n; i++) {
		if (!p->order->listed[i])
			continue;
		if (is_for_ever(g, i) || walk_reached(&p->r->conflicts, i))
			review_listed(p, i);
		else
			walk_start(&w, i);
	}
	walk_run(&w);
	remove_reached(p, &w, CAUSE_LISTED, CAUSE_TOGETHER);
	walk_close(&w);
}

static bool
enters_staying(void *ctx, uint32_t node)
{
	return !is_removed(ctx, node);
}

/* From whom an aut-num can be reached, or somebody who has opted out. */
static void
walk_from_aut_nums(struct planning *p, struct walk *w)
{
	const struct graph *g = p->g;

	walk_open(w, g);
	w->enters = enters_staying;
	w->ctx = p;
	for (uint32_t i = 0; i < g->n; i++)
		if (!is_removed(p, i) && !is_for_ever(g, i) &&
		    (p->order->opted_out[i] || graph_is(g, i, "aut-num")))
			walk_start(w, i);
	walk_run(w);
}

static void
remove_without_aut_num(struct planning *p)
{
	const struct graph *g = p->g;
	struct walk with, w;

	walk_from_aut_nums(p, &with);
	walk_open(&w, g);
	w.enters = enters_staying;
	w.ctx = p;
	for (uint32_t i = 0; i < g->n; i++) {
		if (!graph_is(g, i, "mntner") || is_removed(p, i) ||
		    g->node[i].is_hub || walk_reached(&with, i))
			continue;
		if (!walk_reached(&p->r->hub, i))
			walk_start(&w, i);
		else if (p->r->verdict[i].fate == FATE_STAYS)
			judge(p, i,
			    &(struct verdict){ FATE_REVIEW,
				CAUSE_HUB_NO_AUT_NUM, NODE_NONE, 0 });
	}
	walk_run(&w);
	remove_reached(p, &w, CAUSE_NO_AUT_NUM, CAUSE_NO_AUT_NUM);
	walk_close(&w);
	walk_close(&with);
}

static void
find_hub(struct planning *p)
{
	walk_open(&p->r->hub, p->g);
	for (uint32_t i = 0; i < p->g->n; i++)
		if (p->g->node[i].is_hub)
			walk_start(&p->r->hub, i);
	walk_run(&p->r->hub);
}

/* Of objects that are removed nothing is dropped. */
static void
count_edits(struct planning *p)
{
	const struct graph *g = p->g;

	for (uint32_t i = 0; i < g->n; i++) {
		const struct node *o = &g->node[i];
		bool any = false;

		for (size_t k = o->link; k < o->link + o->nlinks; k++) {
			p->r->dropped[k] &= !is_removed(p, i);
			any |= p->r->dropped[k];
		}
		p->r->edited += any;
	}
}

void
removal_plan(struct removal *r, const struct graph *g,
    const struct removal_order *order)
{
	size_t links = g->nlinks + 1;
	struct planning p = {
		.r = r,
		.g = g,
		.order = order,
		.queue = mem_alloc((g->n + 1) * sizeof *p.queue),
		.group = mem_zalloc(links * sizeof *p.group),
		.alive = mem_zalloc(links * sizeof *p.alive),
		.leads = mem_zalloc(links * sizeof *p.leads),
		.first = mem_zalloc(links * sizeof *p.first),
		.members = mem_zalloc((g->n + 1) * sizeof *p.members),
	};
	size_t before;

	*r = (struct removal){
		.g = g,
		.verdict = mem_zalloc((g->n + 1) * sizeof *r->verdict),
		.dropped = mem_zalloc(links * sizeof *r->dropped),
	};
	count(&p);
	find_conflicts(&p);
	find_hub(&p);
	remove_listed(&p);
	settle(&p);
	do {
		before = p.n;
		if (order->subgraph)
			remove_without_aut_num(&p);
		settle(&p);
	} while (p.n > before);
	count_edits(&p);
	free(p.queue);
	free(p.group);
	free(p.alive);
	free(p.leads);
	free(p.first);
	free(p.members);
}

const struct walk *
removal_way(const struct removal *r, uint32_t node)
{
	switch (r->verdict[node].cause) {
	case CAUSE_UNLISTED:
	case CAUSE_HUB:
	case CAUSE_OPT_OUT:
		return &r->conflicts;
	case CAUSE_HUB_NO_AUT_NUM:
		return &r->hub;
	default:
		return NULL;
	}
}

void
removal_reason(const struct removal *r, uint32_t node, struct buf *text)
{
	static const struct {
		const char *text; /* %O: the other object */
		bool attribute;	  /* begins with "its mnt-by " */
	} phrases[] = {
		[CAUSE_NONE] = { "", false },
		[CAUSE_LISTED] = { "listed", false },
		[CAUSE_TOGETHER] = { "hangs together with %O", false },
		[CAUSE_NO_MEMBER] = { "no member of it is left", false },
		[CAUSE_REQUIRED] = { "names %O", true },
		[CAUSE_NO_AUT_NUM] = { "no aut-num can be reached from %O",
		    false },
		[CAUSE_UNLISTED] = { "hangs together with %O, which is not "
				     "listed",
		    false },
		[CAUSE_HUB] = { "hangs together with %O", false },
		[CAUSE_OPT_OUT] = { "hangs together with %O, which has opted "
				    "out",
		    false },
		[CAUSE_NEVER] = { "is never removed", false },
		[CAUSE_HUB_NO_AUT_NUM] = { "no aut-num can be reached from "
					   "it, but it hangs together with the "
					   "hub",
		    false },
		[CAUSE_LOSES] = { "names %O, and is required", true },
	};
	const struct verdict *v = &r->verdict[node];
	const char *phrase = phrases[v->cause].text;
	const char *other = strstr(phrase, "%O");

	if (phrases[v->cause].attribute)
		buf_printf(text, "its %.*s ", (int)r->g->link[v->link].name.n,
		    r->g->link[v->link].name.p);
	if (other == NULL) {
		buf_str(text, phrase);
		return;
	}
	buf_add(text, phrase, (size_t)(other - phrase));
	graph_name(r->g, v->other, text);
	buf_str(text, other + strlen("%O"));
}

void
removal_free(struct removal *r)
{
	free(r->verdict);
	free(r->dropped);
	if (r->g != NULL) {
		walk_close(&r->conflicts);
		walk_close(&r->hub);
	}
}
