/* A graph: the objects of a registry and their references. */
#include "registry-graph/graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"
#include "stream/record.h"

bool
graph_is(const struct graph *g, uint32_t node, const char *name)
{
	return slice_is(*graph_class_name(g, node), name);
}

const struct slice *
graph_class_name(const struct graph *g, uint32_t node)
{
	return &g->classes.v[g->node[node].class]->name;
}

bool
graph_asn(const struct graph *g, uint32_t node, uint32_t *asn)
{
	const struct slice *key = &g->node[node].key;
	struct why why;

	return graph_is(g, node, "aut-num") &&
	    asn_parse(key->p, key->n, asn, &why);
}

/* The canonical form that keys are compared in. */
static void
fold(const struct graph *g, uint32_t class, struct slice key,
    struct buf *folded)
{
	uint32_t asn;
	struct why why;
	char *to;

	folded->len = 0;
	if (slice_is(g->classes.v[class]->name, "aut-num") &&
	    asn_parse(key.p, key.n, &asn, &why)) {
		char text[ASN_TEXT];

		buf_str(folded, asn_print(text, asn));
		return;
	}
	to = buf_room(folded, key.n + 1);
	for (size_t i = 0; i < key.n; i++)
		to[i] = key.p[i] >= 'a' && key.p[i] <= 'z' ?
		    (char)(key.p[i] - 'a' + 'A') :
		    key.p[i];
	folded->len = key.n;
}

static uint32_t
fold_hash(uint32_t class, const struct buf *folded)
{
	return hash_of(folded->data, folded->len) + class * 2654435761u;
}

static bool
same_fold(const struct graph *g, uint32_t node, uint32_t class,
    const struct buf *folded, struct buf *scratch)
{
	if (g->node[node].class != class)
		return false;
	fold(g, class, g->node[node].key, scratch);
	return scratch->len == folded->len &&
	    (folded->len == 0 ||
		memcmp(scratch->data, folded->data, folded->len) == 0);
}

/* The slot of the first node with that folded key, or the free one where it
 * would be. */
static struct graph_slot *
look_up(const struct graph *g, uint32_t class, const struct buf *folded)
{
	uint32_t hash = fold_hash(class, folded);
	size_t i = hash & (g->slots - 1);
	struct buf scratch = { 0 };

	while (g->slot[i].node != NODE_NONE &&
	    (g->slot[i].hash != hash ||
		!same_fold(g, g->slot[i].node, class, folded, &scratch)))
		i = (i + 1) & (g->slots - 1);
	buf_free(&scratch);
	return &g->slot[i];
}

uint32_t
graph_find(const struct graph *g, uint32_t class, struct slice key)
{
	struct buf folded = { 0 };
	uint32_t first = NODE_NONE, node;

	if (class < g->classes.n && g->slots > 0) {
		fold(g, class, key, &folded);
		first = look_up(g, class, &folded)->node;
		buf_free(&folded);
	}
	for (node = first; node != NODE_NONE; node = g->same[node])
		if (g->node[node].key.n == key.n &&
		    memcmp(g->node[node].key.p, key.p, key.n) == 0)
			return node;
	return first;
}

/* What nodes are sorted by: the class's name comes first as its rank. */
struct sort_key {
	struct node node;
	uint32_t rank;
	uint32_t asn;
};

static int
by_key(const void *va, const void *vb)
{
	const struct sort_key *a = va, *b = vb;
	int c;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->asn != b->asn)
		return a->asn < b->asn ? -1 : 1;
	c = slice_cmp(a->node.key, b->node.key);
	return c != 0 ? c : slice_cmp(a->node.line, b->node.line);
}

/* The place of a class among all by its name. */
static uint32_t
class_rank(const struct graph *g, uint32_t class)
{
	uint32_t rank = 0;

	for (size_t i = 0; i < g->classes.n; i++)
		rank += slice_cmp(g->classes.v[i]->name,
			    g->classes.v[class]->name) < 0;
	return rank;
}

static void
sort_nodes(struct graph *g)
{
	struct sort_key *all = mem_alloc((g->n + 1) * sizeof *all);
	uint32_t *rank = mem_alloc((g->classes.n + 1) * sizeof *rank);

	for (uint32_t i = 0; i < g->classes.n; i++)
		rank[i] = class_rank(g, i);
	for (uint32_t i = 0; i < g->n; i++) {
		all[i] = (struct sort_key){ g->node[i], rank[g->node[i].class],
			0 };
		graph_asn(g, i, &all[i].asn);
	}
	sort_all(all, g->n, sizeof *all, by_key);
	for (size_t i = 0; i < g->n; i++)
		g->node[i] = all[i].node;
	free(rank);
	free(all);
}

static void
leave_out_twins(struct graph *g, struct diag *diag)
{
	struct buf name = { 0 };
	size_t kept = 0;

	for (uint32_t i = 1; i < g->n; i++) {
		const struct node *a = &g->node[kept], *b = &g->node[i];
		struct place place = { b->file, b->line_number };

		if (a->class != b->class || slice_cmp(a->key, b->key) != 0) {
			g->node[++kept] = *b;
			continue;
		}
		name.len = 0;
		graph_name(g, i, &name);
		diag_say(diag, DIAG_WARNING, &place, NULL,
		    "%s: a second one "
		    "of that key is left out",
		    buf_cstr(&name));
	}
	if (g->n > 0)
		g->n = kept + 1;
	buf_free(&name);
}

static int
by_activity(const void *a, const void *b)
{
	return activity_cmp(a, b);
}

void
graph_index(struct graph *g, struct diag *diag)
{
	struct buf folded = { 0 };

	sort_nodes(g);
	leave_out_twins(g, diag);
	sort_all(g->activity, g->nactivity, sizeof *g->activity, by_activity);
	for (g->slots = 64; g->slots < 2 * g->n; g->slots *= 2)
		;
	g->slot = mem_alloc(g->slots * sizeof *g->slot);
	for (size_t i = 0; i < g->slots; i++)
		g->slot[i].node = NODE_NONE;
	g->same = mem_alloc((g->n + 1) * sizeof *g->same);
	/* From the end on, so that the first of the same comes first. */
	for (uint32_t i = (uint32_t)g->n; i-- > 0;) {
		struct graph_slot *slot;

		fold(g, g->node[i].class, g->node[i].key, &folded);
		slot = look_up(g, g->node[i].class, &folded);
		g->same[i] = slot->node;
		*slot = (struct graph_slot){ i,
			fold_hash(g->node[i].class, &folded) };
	}
	buf_free(&folded);
}

const struct activity *
graph_activity(const struct graph *g, uint32_t asn, int64_t since)
{
	const struct activity *newest = sort_find(g->activity, g->nactivity,
	    sizeof *g->activity, &asn, sort_by_number);

	return newest != NULL && newest->day >= since ? newest : NULL;
}

/* The value that names the file: the key, or that of another attribute, as
 * cidr is for inetnum. */
static void
file_text(const struct graph *g, uint32_t node, struct buf *text)
{
	const struct node *o = &g->node[node];
	const struct graph_class *class = g->classes.v[o->class];
	struct record r = { 0 };
	char name[64];
	const struct slice *value = NULL;

	if (class->primary.n < sizeof name &&
	    slice_cmp(class->primary, class->name) != 0) {
		memcpy(name, class->primary.p, class->primary.n);
		name[class->primary.n] = '\0';
		record_parse(&r, o->line);
		value = record_get(&r, name);
	}
	if (value == NULL)
		value = &o->key;
	buf_add(text, value->p, value->n);
	record_free(&r);
}

bool
graph_file(const struct graph *g, uint32_t node, struct buf *path)
{
	const struct slice *folder = &g->classes.v[g->node[node].class]->folder;
	size_t start;

	path->len = 0;
	buf_str(path, "data/");
	buf_add(path, folder->p, folder->n);
	buf_char(path, '/');
	start = path->len;
	file_text(g, node, path);
	for (size_t i = start; i < path->len; i++)
		if (path->data[i] == '/')
			path->data[i] = '_';
	return path->len > start && path->data[start] != '.' &&
	    memchr(path->data, '\0', path->len) == NULL &&
	    memchr(folder->p, '/', folder->n) == NULL && folder->n > 0 &&
	    folder->p[0] != '.';
}

void
graph_name(const struct graph *g, uint32_t node, struct buf *text)
{
	const struct slice *class = graph_class_name(g, node);

	buf_add(text, class->p, class->n);
	buf_char(text, ' ');
	record_value(text, g->node[node].key.p, g->node[node].key.n);
}

void
graph_free(struct graph *g)
{
	arena_free(&g->text);
	classes_free(&g->classes);
	for (size_t i = 0; i < g->nschemas; i++)
		record_free(&g->schema[i]);
	free(g->schema);
	free(g->node);
	free(g->link);
	free(g->back);
	free(g->slot);
	free(g->same);
	free(g->activity);
}
