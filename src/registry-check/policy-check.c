/* The policy: rules about the objects of a maintainer. */
#include "registry-check/policy-check.h"

#include <inttypes.h>
#include <string.h>

#include "registry-check/policy-rule.h"

static void
judge_totals(const struct holding *h, struct findings *to)
{
	const struct total_rule *rule;
	struct why why;

	for (rule = policy_totals; rule->id != NULL; rule++) {
		struct spot at = { { h->object->file, 1 },
			{ rule->key, strlen(rule->key) } };

		if (rule->broken(h, &why))
			finding_print(to, &at, rule->id, &why);
	}
}

static struct spot
spot_of(const struct held *held)
{
	const struct stored *o = held->object;
	const struct attr *a = held->refused ? held->at : &o->attr[0];

	if (a == NULL)
		return (struct spot){ { o->file, o->line }, { "", 0 } };
	return (struct spot){ { o->file, a->line }, a->name };
}

static void
judge_held(const struct holding *h, const struct held *held,
    const struct held_rule *rule, struct findings *to)
{
	struct spot at = spot_of(held);
	struct why why;

	for (; rule->id != NULL; rule++)
		if (rule->broken(h, held, &why))
			finding_print(to, &at, rule->id, &why);
}

static void
judge_attributes(struct holding *h, const struct held *route,
    const struct route_rule *rule, struct findings *to)
{
	const struct stored *o = route->object;
	struct why why;

	for (size_t i = 0; i < o->n; i++) {
		const struct attr *a = &o->attr[i];
		struct spot at = { { o->file, a->line }, a->name };

		if (rule->key == NULL ? i == 0 : slice_is(a->name, rule->key))
			if (rule->broken(h, route, a, &why))
				finding_print(to, &at, rule->id, &why);
	}
}

static void
judge_one(struct holding *h, const struct held *held, struct findings *to)
{
	const struct route_rule *rule;

	judge_held(h, held, policy_sizes, to);
	if (held->kind == HELD_ROUTE && !held->refused)
		for (rule = policy_routes; rule->id != NULL; rule++)
			judge_attributes(h, held, rule, to);
	judge_held(h, held, policy_overlaps, to);
}

bool
policy_check(const struct stored_list *list, const char *mntner,
    struct findings *to, struct buf *summary, struct diag *diag)
{
	struct holding h;
	bool ok = holding_read(&h, list, mntner);

	if (ok) {
		judge_totals(&h, to);
		for (size_t i = 0; i < h.n; i++)
			judge_one(&h, &h.v[i], to);
		buf_printf(summary,
		    "%zu AS numbers, %" PRIu64 " IPv4 "
		    "addresses, %s%" PRIu64 " IPv6 networks of /64, %zu "
		    "routes, ",
		    h.count[HELD_ASN], h.ipv4,
		    h.ipv6 == UINT64_MAX ? "at least " : "", h.ipv6,
		    h.count[HELD_ROUTE]);
	} else
		diag_say(diag, DIAG_ERROR, NULL, "--policy",
		    "no "
		    "mntner \"%.64s\" in the registry",
		    mntner);
	holding_free(&h);
	return ok;
}
