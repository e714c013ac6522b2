/* Latency: the class of a link's round-trip time, and since when. */
#include "stream/latency.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"
#include "base/sort.h"

const uint32_t latency_borders[] = { 2700, 7300, 20000, 55000, 148000, 403000,
	1097000, 2981000 };

unsigned
latency_class(uint32_t microseconds)
{
	unsigned class = 0;

	while (class < LATENCY_CLASSES - 1 &&
	    microseconds > latency_borders[class])
		class += 1;
	return class + 1;
}

static void
put_number(struct buf *line, const char *name, uint64_t number)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRIu64, number);
	record_field_str(line, name, text);
}

void
latency_put(struct buf *line, const struct latency *l)
{
	char ms[16];

	latency_print(ms, sizeof ms, l->us);
	record_start(line, "latency", 7, l->name, strlen(l->name));
	record_field_str(line, "ms", ms);
	put_number(line, "class", l->class);
	put_number(line, "since", l->since);
	put_number(line, "samples", l->samples);
	record_field_str(line, "router", l->router);
	record_finish(line);
}

static bool
take_number(const struct taking *t, const char *name, uint64_t most,
    uint64_t *number)
{
	struct slice value;
	struct why why;

	return field_slice(t, name, &value) &&
	    (number_parse(value.p, value.n, 0, most, number, &why) ||
		field_refuse(t, name, why.text));
}

static bool
take_ms(const struct taking *t, uint32_t *us)
{
	struct slice value;
	struct why why;

	return field_slice(t, "ms", &value) &&
	    (latency_parse(value.p, value.n, us, &why) ||
		field_refuse(t, "ms", why.text));
}

static bool
take_name(const struct taking *t, const char *field, struct slice value,
    char **name)
{
	struct why why;

	if (!name_check(value.p, value.n, &why))
		return field_refuse(t, field, why.text);
	*name = mem_strndup(value.p, value.n);
	return true;
}

bool
latencies_take(struct latencies *list, const struct taking *t)
{
	struct slice router;
	struct latency *l;
	uint64_t class, samples;
	bool ok;

	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	l = &list->v[list->n++];
	*l = (struct latency){ .place = *t->place };
	ok = take_name(t, "latency", t->record->key, &l->name) &&
	    field_slice(t, "router", &router) &&
	    take_name(t, "router", router, &l->router);
	ok = ok && take_ms(t, &l->us) &&
	    take_number(t, "class", LATENCY_CLASSES, &class);
	ok = ok && take_number(t, "since", INT64_MAX, &l->since) &&
	    take_number(t, "samples", UINT32_MAX, &samples);
	if (!ok)
		return false;
	l->class = (unsigned)class;
	l->samples = (uint32_t)samples;
	return l->class == latency_class(l->us) ||
	    field_refuse(t, "class", "not that of its ms");
}

static int
in_order(const void *va, const void *vb)
{
	const struct latency *a = va, *b = vb;
	int c = strcmp(a->router, b->router);

	return c != 0 ? c : strcmp(a->name, b->name);
}

bool
latencies_sort(struct latencies *list, struct diag *diag)
{
	bool ok = true;

	sort_all(list->v, list->n, sizeof *list->v, in_order);
	for (size_t i = 1; i < list->n; i++) {
		const struct latency *l = &list->v[i];

		if (in_order(l - 1, l) != 0)
			continue;
		diag_say(diag, DIAG_ERROR, &l->place, l->name,
		    "two latency records of this link (expected one)");
		ok = false;
	}
	return ok;
}

const struct latency *
latencies_find(const struct latencies *list, const char *router,
    const char *name)
{
	const struct latency key = { .name = (char *)name,
		.router = (char *)router };

	return sort_find(list->v, list->n, sizeof *list->v, &key, in_order);
}

void
latencies_free(struct latencies *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->v[i].name);
		free(list->v[i].router);
	}
	free(list->v);
	*list = (struct latencies){ 0 };
}
