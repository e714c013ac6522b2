/* valid [ASN PREFIX]: may an AS announce a prefix, by the ROAs? */
#include "registry-query/question.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"
#include "site/site.h"
#include "stream/origin-validation.h"
#include "stream/own-objects.h"

struct valid {
	uint32_t asn;
	struct prefix *prefix;
	size_t n;
	struct vrp *vrp;
	size_t nvrps;
	size_t vrps_cap;
	struct own_objects own;
};

static void
valid_ask(struct valid *v, const struct prefix_list *list)
{
	if (list->n > 0)
		memcpy(v->prefix + v->n, list->v, list->n * sizeof *list->v);
	v->n += list->n;
}

/* Without an argument, the question is about the site's prefixes. */
static bool
valid_start_site(struct valid *v, const struct query *q, struct why *why)
{
	const struct prefix_list *own, *more;

	if (q->site == NULL) {
		why_set(why,
		    "about nothing (expected ASN PREFIX, or --site "
		    "SITE for its own prefixes)");
		return false;
	}
	own = &q->site->network.prefixes;
	more = &q->router->announce;
	v->asn = q->site->network.asn;
	v->prefix = mem_alloc((own->n + more->n + 1) * sizeof *v->prefix);
	valid_ask(v, own);
	valid_ask(v, more);
	return true;
}

static bool
valid_start_pair(struct valid *v, const struct query *q, struct why *why)
{
	if (q->second == NULL) {
		why_set(why, "an AS number alone (expected ASN PREFIX)");
		return false;
	}
	v->prefix = mem_alloc(sizeof *v->prefix);
	v->n = 1;
	return asn_parse(q->argument, strlen(q->argument), &v->asn, why) &&
	    prefix_parse(q->second, strlen(q->second), v->prefix, why);
}

static bool
start(struct query *q, struct why *why)
{
	struct valid *v = mem_zalloc(sizeof *v);
	bool ok;

	q->state = v;
	ok = q->argument == NULL ? valid_start_site(v, q, why) :
				   valid_start_pair(v, q, why);
	v->own.asn = v->asn;
	return ok;
}

static bool
take(struct query *q, const struct record *r)
{
	struct valid *v = q->state;
	struct vrp vrp;

	if (!slice_is(r->class, "vrp")) {
		own_objects_take(&v->own, r);
		return true;
	}
	if (!vrp_take(q->taking, &vrp))
		return false;
	v->vrp = mem_grow(v->vrp, v->nvrps, &v->vrps_cap, sizeof vrp);
	v->vrp[v->nvrps++] = vrp;
	return true;
}

static int
by_vrp(const void *a, const void *b)
{
	return vrp_cmp(a, b);
}

static void
valid_answer(struct query *q, const struct prefix *p)
{
	struct valid *v = q->state;
	struct origin_verdict verdict = origin_validate(v->vrp, v->nvrps, p,
	    v->asn);
	char prefix[PREFIX_TEXT], asn[ASN_TEXT], text[ORIGIN_TEXT];
	struct buf why = { 0 };

	buf_str(&why, origin_print(text, &verdict));
	if (own_objects_no_aut_num(&v->own))
		buf_str(&why, "; no aut-num of the AS");
	if (own_objects_no_route(&v->own, p))
		buf_str(&why, "; no route object");
	answer_order_prefix(&q->answers, p);
	answer_column_str(&q->answers, prefix_print(prefix, p));
	answer_column_str(&q->answers, asn_print(asn, v->asn));
	answer_column_str(&q->answers, origin_state_name(verdict.state));
	answer_column_str(&q->answers, buf_cstr(&why));
	answer_finish(&q->answers);
	q->no |= verdict.state != ORIGIN_VALID;
	buf_free(&why);
}

static bool
finish(struct query *q)
{
	struct valid *v = q->state;

	if (v->nvrps == 0) {
		diag_say(q->diag, DIAG_ERROR, NULL, q->question->name,
		    "no vrp record in the stream (expected those of "
		    "registry-parse, or of roa-json -d)");
		return false;
	}
	v->nvrps = sort_once(v->vrp, v->nvrps, sizeof *v->vrp, by_vrp);
	for (size_t i = 0; i < v->n; i++)
		valid_answer(q, &v->prefix[i]);
	return true;
}

static void
end(struct query *q)
{
	struct valid *v = q->state;

	if (v == NULL)
		return;
	free(v->prefix);
	free(v->vrp);
	own_objects_free(&v->own);
}

const struct question question_valid = {
	.name = "valid",
	.argument = "[ASN PREFIX]",
	.least = 0,
	.most = 2,
	.classes = { "vrp", "aut-num", "route", "route6" },
	.start = start,
	.take = take,
	.finish = finish,
	.end = end,
};
