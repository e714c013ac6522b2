/* announces ASN: what an AS may announce. */
#include "registry-query/question.h"

#include <stdio.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "stream/vrp.h"

struct announces {
	uint32_t asn;
	bool has_vrps;
	struct answers routes; /* used if the stream has no vrps */
};

static bool
start(struct query *q, struct why *why)
{
	struct announces *state = mem_zalloc(sizeof *state);

	q->state = state;
	return asn_parse(q->argument, strlen(q->argument), &state->asn, why);
}

static bool
take_vrp(struct query *q)
{
	struct announces *state = q->state;
	char prefix[PREFIX_TEXT], max[4];
	struct vrp vrp;

	if (!vrp_take(q->taking, &vrp))
		return false;
	state->has_vrps = true;
	if (vrp.asn != state->asn)
		return true;
	snprintf(max, sizeof max, "%u", (unsigned)vrp.max);
	answer_order_prefix(&q->answers, &vrp.prefix);
	answer_order_byte(&q->answers, vrp.max);
	answer_column_str(&q->answers, prefix_print(prefix, &vrp.prefix));
	answer_column_str(&q->answers, max);
	answer_finish(&q->answers);
	return true;
}

static bool
has_origin(struct query *q, const struct record *r, uint32_t asn)
{
	bool found = false;
	struct why why;
	uint32_t origin;

	for (size_t i = 0; i < r->n && !found; i++) {
		if (!slice_is(r->name[i], "origin"))
			continue;
		if (asn_parse(r->value[i].p, r->value[i].n, &origin, &why))
			found = origin == asn;
		else
			query_note(q, "origin", &why);
	}
	return found;
}

static void
take_route(struct query *q, const struct record *r)
{
	struct announces *state = q->state;
	struct prefix prefix;
	struct why why;

	if (state->has_vrps || !has_origin(q, r, state->asn))
		return;
	if (!prefix_parse(r->key.p, r->key.n, &prefix, &why)) {
		query_note(q, "key", &why);
		return;
	}
	answer_order_prefix(&state->routes, &prefix);
	answer_column(&state->routes, r->key);
	answer_column_field(&state->routes, r, "max-length");
	answer_finish(&state->routes);
}

static bool
take(struct query *q, const struct record *r)
{
	if (slice_is(r->class, "vrp"))
		return take_vrp(q);
	take_route(q, r);
	return true;
}

static bool
finish(struct query *q)
{
	struct announces *state = q->state;

	if (state->has_vrps)
		return true;
	diag_say(q->diag, DIAG_WARNING, NULL, q->question->name,
	    "no vrp "
	    "record in the stream: these are route objects, and the "
	    "registry's filter may deny them");
	answers_free(&q->answers);
	q->answers = state->routes;
	state->routes = (struct answers){ 0 };
	return true;
}

static void
end(struct query *q)
{
	struct announces *state = q->state;

	if (state != NULL)
		answers_free(&state->routes);
}

const struct question question_announces = {
	.name = "announces",
	.argument = "ASN",
	.least = 1,
	.most = 1,
	.classes = { "vrp", "route", "route6" },
	.start = start,
	.take = take,
	.finish = finish,
	.end = end,
};
