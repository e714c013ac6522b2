/* The overlaps: objects in another maintainer's assignment. */
#include "registry-check/policy-rule.h"

static bool
in_anothers(const struct holding *h, const struct held *held, struct why *why)
{
	const struct cover_node *around;
	const struct attr *by;
	char ours[PREFIX_TEXT], theirs[PREFIX_TEXT];

	if (held->refused || held->kind == HELD_ASN)
		return false;
	around = cover_find(&h->nums, &held->prefix, held->object);
	if (around == NULL || holding_is_theirs(h, around->object) ||
	    holding_lets(h, around->object, held->kind))
		return false;
	if (holding_is_parent(around->object) &&
	    (held->kind == HELD_ROUTE || around->prefix.len < held->prefix.len))
		return false;
	by = stored_get(around->object, "mnt-by");
	BROKEN("%s lies in %s of %.*s (expected no assignment of another "
	       "maintainer)",
	    prefix_print(ours, &held->prefix),
	    prefix_print(theirs, &around->prefix),
	    by == NULL ? 6 : (int)(by->value.n > 64 ? 64 : by->value.n),
	    by == NULL ? "nobody" : by->value.p);
}

const struct held_rule policy_overlaps[] = {
	{ "overlap", in_anothers },
	{ NULL, NULL },
};
