/* JSON: nodes, ways and plans as data. */
#include "registry-graph/graph-json.h"

#include <string.h>

#include "base/utf8.h"
#include "stream/record.h"

static bool
is_utf8(const char *s, size_t n)
{
	while (n > 0) {
		size_t length = utf8_length(s, n);

		if (length == 0 || *s == '\0')
			return false;
		s += length;
		n -= length;
	}
	return true;
}

json_t *
graph_json_text(const char *s, size_t n)
{
	struct buf escaped = { 0 };
	json_t *text;

	if (is_utf8(s, n))
		return json_stringn(s, n);
	record_value(&escaped, s, n);
	text = json_stringn(escaped.data, escaped.len);
	buf_free(&escaped);
	return text;
}

json_t *
graph_json_node(const struct graph *g, uint32_t node)
{
	const struct slice *class = graph_class_name(g, node);
	const struct slice *key = &g->node[node].key;
	json_t *object = json_object();

	json_object_set_new(object, "class", json_stringn(class->p, class->n));
	json_object_set_new(object, "key", graph_json_text(key->p, key->n));
	return object;
}

json_t *
graph_json_way(const struct walk *w, uint32_t node)
{
	json_t *way = json_array();

	for (; node != NODE_NONE; node = walk_before(w, node))
		json_array_append_new(way, graph_json_node(w->g, node));
	return way;
}

bool
graph_json_print(FILE *f, json_t *value)
{
	bool ok = value != NULL &&
	    (json_dumpf(value, f, JSON_INDENT(1) | JSON_PRESERVE_ORDER) == 0 ||
		ferror(f));

	json_decref(value);
	putc('\n', f);
	return ok;
}

static json_t *
with_reason(const struct removal *r, uint32_t node)
{
	json_t *object = graph_json_node(r->g, node);
	struct buf text = { 0 };

	if (graph_file(r->g, node, &text))
		json_object_set_new(object, "file",
		    graph_json_text(text.data, text.len));
	text.len = 0;
	removal_reason(r, node, &text);
	if (text.len > 0)
		json_object_set_new(object, "why",
		    graph_json_text(text.data, text.len));
	buf_free(&text);
	return object;
}

/* The attributes that are dropped from NODE; NULL: none. */
static json_t *
dropped(const struct removal *r, uint32_t node)
{
	const struct link *link = r->g->link;
	const struct node *o = &r->g->node[node];
	json_t *all = NULL;

	for (size_t i = o->link; i < o->link + o->nlinks; i++) {
		json_t *one;

		if (!r->dropped[i] ||
		    (i > o->link && link[i].attribute == link[i - 1].attribute))
			continue;
		one = json_object();
		json_object_set_new(one, "attribute",
		    graph_json_text(link[i].name.p, link[i].name.n));
		json_object_set_new(one, "value",
		    graph_json_text(link[i].value.p, link[i].value.n));
		json_object_set_new(one, "names",
		    graph_json_node(r->g, link[i].to));
		if (all == NULL)
			all = json_array();
		json_array_append_new(all, one);
	}
	return all;
}

static void
add_node(const struct removal *r, uint32_t node, json_t *removed,
    json_t *edited, json_t *reviewed)
{
	const struct walk *way = removal_way(r, node);
	json_t *drop = dropped(r, node), *object;

	if (drop != NULL) {
		object = with_reason(r, node);
		json_object_del(object, "why");
		json_object_set_new(object, "drop", drop);
		json_array_append_new(edited, object);
	}
	if (r->verdict[node].fate == FATE_STAYS)
		return;
	object = with_reason(r, node);
	if (way != NULL)
		json_object_set_new(object, "path", graph_json_way(way, node));
	json_array_append_new(
	    r->verdict[node].fate == FATE_REMOVED ? removed : reviewed, object);
}

bool
removal_json(FILE *f, const struct removal *r)
{
	json_t *removed = json_array(), *edited = json_array();
	json_t *reviewed = json_array();

	for (uint32_t i = 0; i < r->g->n; i++)
		add_node(r, i, removed, edited, reviewed);
	return graph_json_print(f,
	    json_pack("{s:o, s:o, s:o}", "remove", removed, "edit", edited,
		"review", reviewed));
}
