/* The ROAs: what a registry's routes may announce under its rules. */
#include "rpsl/route-roas.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"
#include "stream/records.h"
#include "stream/vrp.h"

struct roa {
	struct vrp vrp;
	uint32_t route; /* its route; the first of duplicates */
};

/*
 * Sets *MAX to the max-length of ROUTE's ROAs: the smaller of the route's own
 * and the rule's.  False if the rules allow no ROA, which has been reported.
 */
static bool
decide(const struct route_list *routes, const struct route *route,
    const struct rules *rules, struct diag *diag, uint8_t *max)
{
	struct place place = { route_text(routes, route->file), route->line };
	const char *key = route_text(routes, route->key);
	const struct rule *rule = rules_find(rules, &route->prefix);
	char id[RULE_ID];

	if (rule == NULL)
		diag_say(diag, DIAG_WARNING, &place, NULL,
		    "no ROA: no rule "
		    "of the filter contains %s",
		    key);
	else if (!rule->permit)
		diag_say(diag, DIAG_WARNING, &place, NULL,
		    "no ROA: rule %s "
		    "denies %s",
		    rule_id(id, rule), key);
	else if (route->prefix.len > rule->max)
		diag_say(diag, DIAG_WARNING, &place, NULL,
		    "no ROA: %s is "
		    "longer than rule %s allows (expected at most /%u)",
		    key, rule_id(id, rule), (unsigned)rule->max);
	else {
		*max = route->max < rule->max ? route->max : rule->max;
		return true;
	}
	return false;
}

static int
by_value_and_route(const void *a, const void *b)
{
	const struct roa *x = a, *y = b;
	int c = vrp_cmp(&x->vrp, &y->vrp);

	return c != 0 ? c : (x->route > y->route) - (x->route < y->route);
}

/* The registry in ROUTE's source attribute; empty: none. */
static struct slice
source_of(const struct route_list *routes, const struct route *route)
{
	if (route->source == 0)
		return (struct slice){ "", 0 };
	return (struct slice){ route_text(routes, route->source),
		route->source_len };
}

size_t
vrps_print(FILE *f, const struct route_list *routes, const struct rules *rules,
    struct diag *diag)
{
	struct roa *v = mem_alloc(routes->norigins * sizeof *v);
	struct buf line = { 0 };
	size_t n = 0, printed = 0;
	uint8_t max;

	for (size_t i = 0; i < routes->n; i++) {
		const struct route *route = &routes->v[i];

		if (!decide(routes, route, rules, diag, &max))
			continue;
		for (size_t j = 0; j < route->norigins; j++)
			v[n++] = (struct roa){
				{ route->prefix, max,
				    routes->origin[route->origin + j] },
				(uint32_t)i
			};
	}
	sort_all(v, n, sizeof *v, by_value_and_route);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && vrp_cmp(&v[i - 1].vrp, &v[i].vrp) == 0)
			continue;
		vrp_put(&line, &v[i].vrp,
		    source_of(routes, &routes->v[v[i].route]));
		records_put(f, &line);
		printed++;
	}
	free(v);
	buf_free(&line);
	return printed;
}
