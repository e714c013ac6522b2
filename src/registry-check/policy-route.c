/* The routes: the other objects that a route needs. */
#include <inttypes.h>
#include <string.h>

#include "base/asn.h"
#include "base/number.h"
#include "registry-check/policy-rule.h"

/*
 * A route needs an inetnum around it.  The smallest such inetnum does not
 * count if it is another holder's block or allocation that does not allow the
 * maintainer's routes: nothing is assigned from it for the route.
 */
static bool
not_covered(struct holding *h, const struct held *route, const struct attr *a,
    struct why *why)
{
	const struct cover_node *around = cover_find(&h->nums, &route->prefix,
	    NULL);
	const char *class = route->prefix.addr.family == 4 ? "inetnum" :
							     "inet6num";
	char ours[PREFIX_TEXT], theirs[PREFIX_TEXT];

	(void)a;
	prefix_print(ours, &route->prefix);
	if (around == NULL)
		BROKEN("no %s around %s (expected one)", class, ours);
	if (holding_is_theirs(h, around->object) ||
	    holding_lets(h, around->object, HELD_ROUTE) ||
	    !holding_is_parent(around->object))
		return false;
	BROKEN("no %s around %s but the block %s (expected one assigned "
	       "from it)",
	    class, ours, prefix_print(theirs, &around->prefix));
}

static bool
bad_max_length(struct holding *h, const struct held *route,
    const struct attr *a, struct why *why)
{
	unsigned bits = addr_bits(&route->prefix.addr);
	uint64_t max;
	char text[PREFIX_TEXT];

	(void)h;
	if (!number_parse(a->value.p, a->value.n, 0, bits, &max, why))
		return true;
	if (max >= route->prefix.len)
		return false;
	BROKEN("%u is shorter than %s (expected %u to %u)", (unsigned)max,
	    prefix_print(text, &route->prefix), (unsigned)route->prefix.len,
	    bits);
}

static bool
no_origin(struct holding *h, const struct held *route, const struct attr *a,
    struct why *why)
{
	static const struct slice class = { "aut-num", 7 };
	uint32_t asn;
	char text[ASN_TEXT];

	(void)route;
	if (!asn_parse(a->value.p, a->value.n, &asn, why))
		return true;
	asn_print(text, asn);
	if (lookup_find(&h->lookup, class,
		(struct slice){ text, strlen(text) }) != NULL)
		return false;
	BROKEN("%s has no aut-num object (expected one)", text);
}

const struct route_rule policy_routes[] = {
	{ "route-uncovered", NULL, not_covered },
	{ "route-max-length", "max-length", bad_max_length },
	{ "route-origin", "origin", no_origin },
	{ NULL, NULL, NULL },
};
