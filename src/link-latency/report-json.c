/* A report as JSON. */
#include "link-latency/link-report.h"

#include <jansson.h>

static void
set(json_t *o, const char *key, uint64_t n)
{
	json_object_set_new(o, key, json_integer((json_int_t)n));
}

static json_t *
link_json(const struct link *l)
{
	json_t *o = json_object();
	uint32_t thousandths;

	json_object_set_new(o, "name", json_string(l->name));
	if (l->class != 0) {
		set(o, "class", l->class);
		set(o, "since_seconds", l->since);
		set(o, "class_microseconds", l->us);
	}
	set(o, "samples", link_samples(l));
	if (link_samples(l) > 0)
		set(o, "median_microseconds", link_median(l));
	set(o, "silent_rounds", l->silent);
	if (link_loss_of(l, &thousandths))
		json_object_set_new(o, "loss_percent",
		    json_real(thousandths / 1000.0));
	return o;
}

bool
json_print(FILE *f, const struct report *r)
{
	json_t *o = json_object(), *links = json_array();
	bool ok;

	json_object_set_new(o, "router", json_string(r->router));
	set(o, "time_seconds", r->memory->last.now);
	for (size_t i = 0; i < r->memory->n; i++)
		json_array_append_new(links, link_json(&r->memory->v[i]));
	json_object_set_new(o, "links", links);
	ok = o != NULL &&
	    (json_dumpf(o, f,
		 JSON_INDENT(1) | JSON_PRESERVE_ORDER |
		     JSON_REAL_PRECISION(6)) == 0 ||
		ferror(f));
	putc('\n', f);
	json_decref(o);
	return ok;
}
