/* Inactivity: who shows no sign of life. */
#include "registry-graph/inactivity.h"

#include "base/date.h"
#include "registry-graph/graph-json.h"
#include "registry-graph/walk.h"
#include "stream/record.h"

static bool
is_active(const struct graph *g, uint32_t node, int64_t since)
{
	uint32_t asn;

	return graph_asn(g, node, &asn) &&
	    graph_activity(g, asn, since) != NULL;
}

bool
inactivity_any_active(const struct graph *g, const struct inactivity *in)
{
	for (uint32_t i = 0; i < g->n; i++)
		if (is_active(g, i, in->since))
			return true;
	return false;
}

size_t
inactivity_aut_nums(const struct graph *g, const struct inactivity *in,
    bool *mark)
{
	struct walk w;
	uint32_t asn;
	size_t n = 0;

	walk_open(&w, g);
	for (uint32_t i = 0; i < g->n; i++)
		if (in->opted_out[i])
			walk_start(&w, i);
	walk_run(&w);
	for (uint32_t i = 0; i < g->n; i++) {
		mark[i] = graph_asn(g, i, &asn) && asn != 0 &&
		    graph_activity(g, asn, in->since) == NULL &&
		    !walk_reached(&w, i);
		n += mark[i];
	}
	walk_close(&w);
	return n;
}

size_t
inactivity_mntners(const struct graph *g, const struct inactivity *in,
    bool *mark)
{
	struct walk w;
	size_t n = 0;

	walk_open(&w, g);
	for (uint32_t i = 0; i < g->n; i++)
		if (!g->node[i].ends &&
		    (in->opted_out[i] || is_active(g, i, in->since)))
			walk_start(&w, i);
	walk_run(&w);
	for (uint32_t i = 0; i < g->n; i++) {
		mark[i] = graph_is(g, i, "mntner") && !g->node[i].is_hub &&
		    !walk_reached(&w, i);
		n += mark[i];
	}
	walk_close(&w);
	return n;
}

bool
inactivity_day(const struct graph *g, uint32_t asn, bool git, int64_t *day)
{
	const struct activity *a = graph_activity(g, asn, INT64_MIN);
	const struct activity *end = g->activity + g->nactivity;

	for (; a != NULL && a < end && a->asn == asn; a++)
		if (slice_is(a->source, "git") == git) {
			*day = a->day;
			return true;
		}
	return false;
}

static void
set_day(json_t *object, const char *name, const struct graph *g, uint32_t node,
    bool git)
{
	char text[DATE_TEXT];
	uint32_t asn;
	int64_t day;

	if (graph_asn(g, node, &asn) && inactivity_day(g, asn, git, &day))
		json_object_set_new(object, name,
		    json_string(date_print(text, day)));
}

static bool
print_json(FILE *f, const struct graph *g, const bool *mark)
{
	json_t *all = json_array();

	for (uint32_t i = 0; i < g->n; i++) {
		json_t *object;

		if (!mark[i])
			continue;
		object = graph_json_node(g, i);
		set_day(object, "last-seen", g, i, false);
		set_day(object, "last-edited", g, i, true);
		json_array_append_new(all, object);
	}
	return graph_json_print(f, json_pack("{s:o}", "inactive", all));
}

bool
inactivity_print(FILE *f, enum graph_format format, const struct graph *g,
    const bool *mark)
{
	struct buf key = { 0 };

	if (format == FORMAT_JSON)
		return print_json(f, g, mark);
	for (uint32_t i = 0; i < g->n; i++) {
		if (!mark[i])
			continue;
		key.len = 0;
		record_value(&key, g->node[i].key.p, g->node[i].key.n);
		fprintf(f, "%.*s\n", (int)key.len, key.data);
	}
	buf_free(&key);
	return true;
}
