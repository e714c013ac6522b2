/*
 * Why the filter rejected a route.  BIRD does not say, but the questions that
 * the policy asks can be asked again here.  Each question is a row of the
 * table at the end, in the order of the report.  An exchange's filter writes
 * its reason to the route: without the participants' records that is all that
 * is known, and with them it is the last resort.
 */
#include "peer-status/reason.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/sort.h"
#include "render/reject-reason.h"
#include "stream/origin-validation.h"

struct inquiry {
	const struct policy *policy;
	const struct protocol *session;
	bool listed; /* as a participant's router */
	bool has_asn;
	uint32_t asn; /* the session's or participant's */
	struct route *route;
};

#define REASON(name) static void name(const struct inquiry *c, const char *id)
#define SAY(...) route_reject(c->route, id, __VA_ARGS__)

REASON(default_route)
{
	if (c->route->prefix.len == 0)
		SAY("a default route");
}

REASON(first_as)
{
	if (c->session->neighbor_asn.has && c->route->has_first &&
	    c->route->first != c->session->neighbor_asn.n)
		SAY("its path begins with AS%" PRIu32 ", not AS%" PRIu64,
		    c->route->first, c->session->neighbor_asn.n);
}

REASON(reserved_as)
{
	if (c->route->has_reserved)
		SAY("AS%" PRIu32 " in its path is reserved",
		    c->route->reserved);
}

REASON(own)
{
	char text[PREFIX_TEXT];

	if (c->policy->site != NULL && c->route->prefix.len > 0 &&
	    site_owns(c->policy->site, &c->route->prefix))
		SAY("%s is ours", prefix_print(text, &c->route->prefix));
}

REASON(unlisted)
{
	if (c->policy->participants.n > 0 && !c->listed)
		SAY("the session's address is no participant's");
}

/* Returns the longest lease that covers the route's prefix; leases of the
 * session's participant come first. */
static const struct lease *
find_lease(const struct inquiry *c)
{
	const struct policy *p = c->policy;
	const struct lease *found = NULL;

	for (unsigned len = c->route->prefix.len + 1u; len-- > 0;) {
		struct prefix around = prefix_of(&c->route->prefix.addr, len);

		for (size_t i = sort_lower(p->lease, p->nlease,
			 sizeof *p->lease, &around, sort_by_prefix);
		     i < p->nlease &&
		     prefix_cmp(&p->lease[i].prefix, &around) == 0;
		     i++) {
			if (c->has_asn && p->lease[i].who->asn == c->asn)
				return &p->lease[i];
			if (found == NULL)
				found = &p->lease[i];
		}
	}
	return found;
}

REASON(lease)
{
	const struct lease *l;
	char text[PREFIX_TEXT];

	if (c->policy->participants.n == 0 || c->route->prefix.len == 0)
		return;
	l = find_lease(c);
	if (l == NULL)
		SAY("not leased to anybody");
	else if (!c->has_asn || l->who->asn != c->asn)
		SAY("leased to AS%" PRIu32, l->who->asn);
	else if (c->route->prefix.len > l->prefix.len &&
	    !l->who->more_specifics)
		SAY("more specific than %s, which is leased up to /%u",
		    prefix_print(text, &l->prefix), l->prefix.len);
}

/* At an exchange, participants announce only their own routes. */
REASON(origin)
{
	if (c->policy->participants.n > 0 && c->has_asn && c->route->has_last &&
	    c->route->last != c->asn)
		SAY("announced by AS%" PRIu32 ", not by AS%" PRIu32,
		    c->route->last, c->asn);
}

/* The registry's rules: the first rule that covers the prefix decides. */
REASON(rule)
{
	const struct prefix *p = &c->route->prefix;
	bool any = false;

	for (size_t i = 0; i < c->policy->nrule; i++) {
		const struct prefix_rule *r = &c->policy->rule[i];

		if (r->prefix.addr.family != p->addr.family)
			continue;
		any = true;
		if (!prefix_contains(&r->prefix, p))
			continue;
		if (!r->permit)
			SAY("denied by the registry's rule %" PRIu32,
			    r->number);
		else if (p->len < r->min || p->len > r->max)
			SAY("its length is not /%u to /%u, as the registry's "
			    "rule %" PRIu32 " wants",
			    r->min, r->max, r->number);
		return;
	}
	if (any)
		SAY("no rule of the registry permits it");
}

static enum roa_state
roa_of(const struct inquiry *c)
{
	const struct policy *p = c->policy;

	if (p->nvrp == 0 || !c->route->has_last)
		return c->route->roa;
	switch (
	    origin_validate(p->vrp, p->nvrp, &c->route->prefix, c->route->last)
		.state) {
	case ORIGIN_VALID:
		return ROA_IS_VALID;
	case ORIGIN_NOT_FOUND:
		return ROA_NOT_FOUND;
	case ORIGIN_INVALID_ORIGIN:
	case ORIGIN_INVALID_LENGTH:
		break;
	}
	return ROA_IS_INVALID;
}

/* Exchanges and routers of the public internet accept routes without a ROA. */
static bool
needs_roa(const struct policy *p)
{
	return p->participants.n == 0 &&
	    (p->site == NULL || p->site->registry.kind == REGISTRY_DN42);
}

REASON(roa)
{
	enum roa_state state = c->route->prefix.len > 0 ? roa_of(c) :
							  ROA_NOT_ASKED;

	if (state == ROA_NOT_FOUND && needs_roa(c->policy))
		SAY("no ROA for it");
	else if (state == ROA_IS_INVALID)
		SAY("its ROA is for another AS or another length");
}

/* The reason that the exchange's filter wrote to the route itself. */
static void
carried(const struct inquiry *c)
{
	enum reject_reason reason;

	if (c->route->nreason == 0 &&
	    reject_reason_numbered(c->route->refused, &reason))
		route_reject(c->route, reject_reason_id(reason), "%s",
		    reject_reason_text(reason));
}

/* Only if there is no other reason. */
REASON(limit)
{
	const struct protocol *s = c->session;

	carried(c);
	for (size_t i = 0; c->route->nreason == 0 && i < s->nchannel; i++)
		if (s->channel[i].limit_hit)
			SAY("perhaps it came behind the limit of the session");
}

REASON(unknown)
{
	if (c->route->nreason == 0)
		SAY("the filter does not accept it");
}

static const struct {
	enum reject_reason reason;
	void (*ask)(const struct inquiry *c, const char *id);
} reasons[] = {
	{ REJECT_DEFAULT_ROUTE, default_route },
	{ REJECT_FIRST_AS, first_as },
	{ REJECT_RESERVED_AS, reserved_as },
	{ REJECT_OWN_PREFIX, own },
	{ REJECT_UNLISTED_ADDRESS, unlisted },
	{ REJECT_LEASE, lease },
	{ REJECT_ORIGIN, origin },
	{ REJECT_RULE, rule },
	{ REJECT_ROA, roa },
	{ REJECT_LIMIT, limit },
	{ REJECT_FILTER, unknown },
};

/* Finds the participant at the session's other end. */
static void
find_member(struct inquiry *c)
{
	const struct member *found = policy_member(c->policy,
	    c->session->neighbor);

	if (found == NULL || found->refused)
		return;
	c->listed = true;
	c->has_asn = true;
	c->asn = found->asn;
}

void
reason_find(const struct policy *p, const struct protocol *session,
    struct route *route)
{
	struct inquiry c = { .policy = p, .session = session, .route = route };

	c.has_asn = session->neighbor_asn.has;
	c.asn = (uint32_t)session->neighbor_asn.n;
	find_member(&c);
	if (p->participants.n == 0) {
		carried(&c);
		if (route->nreason > 0)
			return;
	}
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		reasons[i].ask(&c, reject_reason_id(reasons[i].reason));
}
