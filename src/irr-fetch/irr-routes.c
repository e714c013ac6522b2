/* Routes: the prefixes that the server has for AS numbers. */
#include "irr-fetch/irr-routes.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stream/irr-object.h"
#include "stream/records.h"

/* A conversation about routes: two questions for each AS number, or one. */
struct route_talk {
	struct route_table *table;
	const uint32_t *asns;
	const bool *families;
};

/* The family and the AS number of question I. */
static unsigned
question(const struct route_talk *talk, size_t i, uint32_t *asn)
{
	const bool both = talk->families[0] && talk->families[1];

	*asn = talk->asns[both ? i / 2 : i];
	return both ? (i % 2 == 0 ? 4 : 6) : talk->families[0] ? 4 : 6;
}

static bool
take_prefixes(struct route_table *t, struct slice text, unsigned family,
    uint32_t asn, struct why *why)
{
	struct slice word;
	struct prefix p;
	struct why unused;

	while (irrd_word(&text, &word)) {
		if (!prefix_parse(word.p, word.n, &p, &unused) ||
		    p.addr.family != family) {
			why_not(why, word.p, word.n,
			    family == 4 ? "an IPv4 "
					  "prefix" :
					  "an IPv6 prefix");
			return false;
		}
		t->v = mem_grow(t->v, t->n, &t->cap, sizeof *t->v);
		t->v[t->n++] = (struct irr_route){ p, asn };
	}
	return true;
}

static bool
take_routes(void *ctx, size_t i, struct slice query,
    const struct irrd_answer *answer, struct why *why)
{
	struct route_talk *talk = ctx;
	struct why wrong;
	uint32_t asn;
	const unsigned family = question(talk, i, &asn);

	if (answer->code == IRRD_EMPTY || answer->code == IRRD_UNKNOWN)
		return true;
	if (answer->code == IRRD_DATA &&
	    take_prefixes(talk->table, answer->text, family, asn, &wrong))
		return true;
	if (answer->code == IRRD_DATA)
		why_set(why, "%.*s: %s", (int)query.n, query.p, wrong.text);
	else
		why_set(why, "%.*s: %c %.*s", (int)query.n, query.p,
		    answer->code,
		    (int)(answer->text.n < 100 ? answer->text.n : 100),
		    answer->text.p);
	return false;
}

bool
irr_routes_ask(struct route_table *t, struct irrd *c, const uint32_t *asns,
    size_t n, const bool families[static 2], struct why *why)
{
	struct route_talk talk = { t, asns, families };
	struct buf queries = { 0 };
	bool ok;

	for (size_t i = 0; i < n; i++) {
		if (families[0])
			buf_printf(&queries, "!gAS%" PRIu32 "\n", asns[i]);
		if (families[1])
			buf_printf(&queries, "!6AS%" PRIu32 "\n", asns[i]);
	}
	ok = queries.len == 0 || irrd_ask(c, &queries, take_routes, &talk, why);
	buf_free(&queries);
	return ok;
}

static int
by_prefix(const void *va, const void *vb)
{
	const struct irr_route *a = va, *b = vb;
	int c = prefix_cmp(&a->prefix, &b->prefix);

	return c != 0 ? c : (a->asn > b->asn) - (a->asn < b->asn);
}

void
irr_routes_write(FILE *f, struct route_table *t)
{
	struct buf line = { 0 };

	t->n = sort_once(t->v, t->n, sizeof *t->v, by_prefix);
	for (size_t i = 0; i < t->n; i++) {
		irr_route_put(&line, &t->v[i].prefix, t->v[i].asn);
		records_put(f, &line);
	}
	buf_free(&line);
}

void
irr_routes_free(struct route_table *t)
{
	free(t->v);
	*t = (struct route_table){ 0 };
}
