/* A drawing: objects and links as text, JSON or for dot(1). */
#include "registry-graph/drawing.h"

#include "registry-graph/graph-json.h"
#include "stream/record.h"

/* "aut-num<TAB>AS64500" */
static void
text_node(FILE *f, const struct graph *g, uint32_t node)
{
	const struct slice *class = graph_class_name(g, node);
	struct buf key = { 0 };

	record_value(&key, g->node[node].key.p, g->node[node].key.n);
	fprintf(f, "%.*s\t%.*s", (int)class->n, class->p, (int)key.len,
	    key.data);
	buf_free(&key);
}

static void
dot_node(FILE *f, const struct graph *g, uint32_t node)
{
	struct buf name = { 0 };

	graph_name(g, node, &name);
	putc('"', f);
	for (size_t i = 0; i < name.len; i++) {
		if (name.data[i] == '"' || name.data[i] == '\\')
			putc('\\', f);
		putc(name.data[i], f);
	}
	putc('"', f);
	buf_free(&name);
}

static void
dot_link(FILE *f, const struct graph *g, const struct link *link)
{
	putc('\t', f);
	dot_node(f, g, link->from);
	fputs(" -> ", f);
	dot_node(f, g, link->to);
	fprintf(f, " [label=\"%.*s\"];\n", (int)link->name.n, link->name.p);
}

static const char *
arrow(const struct link *link, uint32_t to)
{
	return link->to == to ? "->" : "<-";
}

static void
way_dot(FILE *f, const struct walk *w, uint32_t node)
{
	fputs("digraph registry {\n", f);
	for (; node != NODE_NONE; node = walk_before(w, node)) {
		putc('\t', f);
		dot_node(f, w->g, node);
		fputs(";\n", f);
		if (w->via[node] != VIA_NONE)
			dot_link(f, w->g, &w->g->link[w->via[node]]);
	}
	fputs("}\n", f);
}

static json_t *
json_link(const struct graph *g, const struct link *link, uint32_t node)
{
	json_t *object = graph_json_node(g, node);

	json_object_set_new(object, "attribute",
	    json_stringn(link->name.p, link->name.n));
	json_object_set_new(object, "direction",
	    json_string(arrow(link, node)));
	return object;
}

static bool
way_json(FILE *f, const struct walk *w, uint32_t node)
{
	json_t *way = json_array();
	uint32_t last = NODE_NONE;

	for (; node != NODE_NONE; last = node, node = walk_before(w, node))
		json_array_append_new(way,
		    last == NODE_NONE ?
			graph_json_node(w->g, node) :
			json_link(w->g, &w->g->link[w->via[last]], node));
	return graph_json_print(f, json_pack("{s:o}", "path", way));
}

bool
drawing_way(FILE *f, enum graph_format format, const struct walk *w,
    uint32_t node)
{
	uint32_t last = NODE_NONE;

	if (format == FORMAT_JSON)
		return way_json(f, w, node);
	if (format == FORMAT_DOT) {
		way_dot(f, w, node);
		return true;
	}
	for (; node != NODE_NONE; last = node, node = walk_before(w, node)) {
		text_node(f, w->g, node);
		if (last != NODE_NONE) {
			const struct link *link = &w->g->link[w->via[last]];

			fprintf(f, "\t%s %.*s", arrow(link, node),
			    (int)link->name.n, link->name.p);
		}
		putc('\n', f);
	}
	return true;
}

static void
nodes_dot(FILE *f, const struct graph *g, const bool *shown)
{
	fputs("digraph registry {\n", f);
	for (uint32_t i = 0; i < g->n; i++) {
		if (!shown[i])
			continue;
		putc('\t', f);
		dot_node(f, g, i);
		fputs(";\n", f);
	}
	for (size_t i = 0; i < g->nlinks; i++)
		if (shown[g->link[i].from] && shown[g->link[i].to])
			dot_link(f, g, &g->link[i]);
	fputs("}\n", f);
}

static bool
nodes_json(FILE *f, const struct graph *g, const bool *shown)
{
	json_t *all = json_array();

	for (uint32_t i = 0; i < g->n; i++)
		if (shown[i])
			json_array_append_new(all, graph_json_node(g, i));
	return graph_json_print(f, json_pack("{s:o}", "objects", all));
}

bool
drawing_nodes(FILE *f, enum graph_format format, const struct graph *g,
    const bool *shown)
{
	if (format == FORMAT_JSON)
		return nodes_json(f, g, shown);
	if (format == FORMAT_DOT) {
		nodes_dot(f, g, shown);
		return true;
	}
	for (uint32_t i = 0; i < g->n; i++) {
		if (!shown[i])
			continue;
		text_node(f, g, i);
		putc('\n', f);
	}
	return true;
}

static void
links_text(FILE *f, const struct graph *g, const struct link *link,
    uint32_t other)
{
	fprintf(f, "%s\t%.*s\t", arrow(link, other), (int)link->name.n,
	    link->name.p);
	text_node(f, g, other);
	putc('\n', f);
}

bool
drawing_links(FILE *f, enum graph_format format, const struct graph *g,
    uint32_t node)
{
	const struct node *o = &g->node[node];
	json_t *all = format == FORMAT_JSON ? json_array() : NULL;

	if (format == FORMAT_DOT)
		fputs("digraph registry {\n", f);
	for (size_t i = 0; i < o->nlinks + o->nbacks; i++) {
		size_t number = i < o->nlinks ?
		    o->link + i :
		    g->back[o->back + i - o->nlinks];
		const struct link *link = &g->link[number];
		uint32_t other = i < o->nlinks ? link->to : link->from;

		/* One to itself has been seen. */
		if (i >= o->nlinks && other == node)
			continue;
		if (all != NULL)
			json_array_append_new(all, json_link(g, link, other));
		else if (format == FORMAT_DOT)
			dot_link(f, g, link);
		else
			links_text(f, g, link, other);
	}
	if (format == FORMAT_DOT)
		fputs("}\n", f);
	return all == NULL ||
	    graph_json_print(f, json_pack("{s:o}", "links", all));
}
