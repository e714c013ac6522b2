/* Who is there, and who should be: sessions, participants, refused users. */
#include "peer-status/attendance.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "peer-status/live-sessions.h"
#include "peer-status/session-key.h"

/* What is gathered, and from what. */
struct gathering {
	struct attendance *to;
	const struct status *status;
	const struct policy *policy;
	const struct history *history;
	struct only *only;
	struct live_sessions live;
};

static const struct {
	const char *id;
	const char *text;
} states[] = {
	[ATTENDEE_DOWN] = { "down", "down" },
	[ATTENDEE_GONE] = { "gone", "not connected" },
	[ATTENDEE_REFUSED] = { "refused", "refused" },
	[ATTENDEE_NEVER] = { "never", "never connected" },
	[ATTENDEE_UP] = { "up", "up" },
};

const char *
attendee_state_text(enum attendee_state state)
{
	return states[state].text;
}

const char *
attendee_state_id(enum attendee_state state)
{
	return states[state].id;
}

static struct attendee *
add(struct gathering *g, enum attendee_state state, struct count asn)
{
	const struct refusals *refusals = &g->policy->refusals;
	struct attendance *a = g->to;
	struct attendee *one;

	a->v = mem_grow(a->v, a->n, &a->cap, sizeof *a->v);
	one = &a->v[a->n++];
	*one = (struct attendee){ .state = state, .asn = asn };
	if (asn.has) {
		one->name = policy_name(g->policy, (uint32_t)asn.n);
		one->refusal = one->refusal_end = refusals_find(refusals,
		    (uint32_t)asn.n);
		while (one->refusal_end != NULL &&
		    one->refusal_end < refusals->v + refusals->n &&
		    one->refusal_end->asn == asn.n)
			one->refusal_end++;
	}
	return one;
}

static void
add_sessions(struct gathering *g)
{
	for (size_t i = 0; i < g->status->protocols.n; i++) {
		const struct protocol *p = &g->status->protocols.v[i];
		const bool up = protocol_is_up(p);
		const struct member *m;
		struct attendee *one;
		struct buf key = { 0 };

		if (p->is_range)
			continue;
		one = add(g, up ? ATTENDEE_UP : ATTENDEE_DOWN, p->neighbor_asn);
		session_key(&key, p);
		m = policy_member(g->policy, p->neighbor);
		one->genuine = m != NULL && !m->refused;
		one->session = p;
		one->since = p->since_at;
		one->key = mem_strdup(buf_cstr(&key));
		buf_free(&key);
		g->to->sessions++;
		g->to->up += up;
	}
}

static int
by_asn(const void *va, const void *vb)
{
	const struct attendee *a = va, *b = vb;

	if (a->asn.has != b->asn.has)
		return b->asn.has - a->asn.has;
	if (a->asn.n != b->asn.n)
		return a->asn.n < b->asn.n ? -1 : 1;
	return strcmp(a->key != NULL ? a->key : "",
	    b->key != NULL ? b->key : "");
}

static int
by_state(const void *va, const void *vb)
{
	const struct attendee *a = va, *b = vb;

	return a->state != b->state ?
	    (a->state > b->state) - (a->state < b->state) :
	    by_asn(va, vb);
}

static int
by_number(const void *attendee, const void *asn)
{
	const struct count *count = &((const struct attendee *)attendee)->asn;
	const uint64_t number = *(const uint32_t *)asn;

	return count->has ? (count->n > number) - (count->n < number) : 1;
}

/* The index of the first attendee with ASN of the first N in A, which are
 * sorted by AS number, or N. */
static size_t
first_of(const struct attendance *a, size_t n, uint32_t asn)
{
	const struct attendee *first = sort_find(a->v, n, sizeof *a->v, &asn,
	    by_number);

	return first != NULL ? (size_t)(first - a->v) : n;
}

/* Looks for the participant's session over ADDR.  Returns false if there is
 * none and there never was one. */
static bool
add_address(struct gathering *g, uint32_t asn, const struct addr *addr)
{
	struct buf key = { 0 };
	const struct event *v = NULL;
	struct attendee *one;
	size_t n = 0;
	bool live;

	session_key_of(&key, asn, addr);
	live = live_sessions_have(&g->live, buf_cstr(&key));
	if (!live && g->history != NULL)
		v = history_of(g->history, buf_cstr(&key), &n);
	if (n > 0) {
		one = add(g, ATTENDEE_GONE, (struct count){ true, asn });
		one->key = mem_strdup(buf_cstr(&key));
		one->since = (struct count){ true, v[n - 1].at };
	}
	buf_free(&key);
	return live || n > 0;
}

static bool
is_wanted(struct gathering *g, uint32_t asn, const struct addr_list *at)
{
	bool wanted = only_matches_as(g->only, asn);

	for (size_t i = 0; i < at->n; i++)
		wanted |= only_matches_addr(g->only, &at->v[i]);
	return wanted;
}

/* Has ASN a session from an address of its own?  Somebody else may say that
 * they are ASN.  The first N rows of A are sorted by AS number. */
static bool
has_session(const struct attendance *a, size_t n, uint32_t asn)
{
	for (size_t i = first_of(a, n, asn);
	     i < n && a->v[i].asn.has && a->v[i].asn.n == asn; i++)
		if (a->v[i].genuine)
			return true;
	return false;
}

static void
add_participants(struct gathering *g)
{
	const struct participants *all = &g->policy->participants;
	const size_t n = g->to->n;

	sort_all(g->to->v, n, sizeof *g->to->v, by_asn);
	for (size_t i = 0; i < all->n; i++) {
		const struct participant *p = &all->v[i];
		bool seen = has_session(g->to, n, p->asn);

		if (!is_wanted(g, p->asn, &p->address))
			continue;
		for (size_t j = 0; j < p->address.n; j++)
			seen |= add_address(g, p->asn, &p->address.v[j]);
		if (!seen)
			add(g, ATTENDEE_NEVER, (struct count){ true, p->asn });
	}
}

/* The refused users without a session.  Of two for one AS number one row is
 * enough: format-html.c lists the reasons of both. */
static void
add_refused(struct gathering *g)
{
	const struct refusals *all = &g->policy->refusals;
	const size_t n = g->to->n;

	sort_all(g->to->v, n, sizeof *g->to->v, by_asn);
	for (size_t i = 0; i < all->n; i++) {
		const struct refusal *r = &all->v[i];

		if (is_wanted(g, r->asn, &r->address) &&
		    r == refusals_find(all, r->asn) &&
		    first_of(g->to, n, r->asn) == n)
			add(g, ATTENDEE_REFUSED,
			    (struct count){ true, r->asn });
	}
}

static bool
has_route_in(const struct route_list *routes, const struct prefix *p)
{
	for (size_t i = 0; i < routes->n; i++)
		if (prefix_contains(p, &routes->v[i].prefix))
			return true;
	return false;
}

/* Is all that came from the session listed? */
static bool
is_complete(const struct protocol *p)
{
	return p->accepted.has_total && p->accepted.n >= p->accepted.total &&
	    (!p->rejected.has_total || p->rejected.n >= p->rejected.total) &&
	    !status_unkept(p).has;
}

/* Does none of the N attendees at V, all of one AS, announce P?  If BIRD was
 * not asked for all routes, nobody knows, and that is false. */
static bool
is_silent(const struct attendee *v, size_t n, const struct prefix *p)
{
	for (size_t i = 0; i < n; i++) {
		const struct protocol *s = v[i].session;

		if (!v[i].genuine || !protocol_is_up(s))
			continue;
		if (!is_complete(s) || has_route_in(&s->accepted, p) ||
		    has_route_in(&s->rejected, p))
			return false;
	}
	return true;
}

/* Each participant's leases that nobody announces, with their first row. */
static void
add_silent(struct gathering *g)
{
	const struct participants *all = &g->policy->participants;
	struct attendance *a = g->to;

	for (size_t i = 0; i < all->n; i++) {
		const struct participant *p = &all->v[i];
		size_t first = first_of(a, a->n, p->asn), n = 0;
		struct attendee *one;

		while (first + n < a->n && a->v[first + n].asn.has &&
		    a->v[first + n].asn.n == p->asn)
			n++;
		if (n == 0)
			continue;
		one = &a->v[first];
		one->silent = mem_alloc(
		    (p->prefix.n + 1) * sizeof *one->silent);
		for (size_t j = 0; j < p->prefix.n; j++)
			if (is_silent(one, n, &p->prefix.v[j]))
				one->silent[one->nsilent++] = p->prefix.v[j];
	}
}

/* Counts each AS's rows, and its sessions that are up. */
static void
count_rows(struct attendance *a)
{
	size_t first = 0;

	for (size_t i = 0; i < a->n; i++) {
		const struct count *asn = &a->v[i].asn;

		if (!asn->has || asn->n != a->v[first].asn.n)
			first = i;
		a->v[i].nth = i - first + 1;
		a->v[first].up += a->v[i].state == ATTENDEE_UP;
	}
}

void
attendance_take(struct attendance *a, const struct status *s,
    const struct policy *policy, const struct history *h, struct only *only)
{
	struct gathering g = { .to = a,
		.status = s,
		.policy = policy,
		.history = h,
		.only = only };

	if (!s->bird_up)
		return;
	g.live = live_sessions_of(s);
	add_sessions(&g);
	add_participants(&g);
	add_refused(&g);
	sort_all(a->v, a->n, sizeof *a->v, by_asn);
	count_rows(a);
	add_silent(&g);
	sort_all(a->v, a->n, sizeof *a->v, by_state);
	live_sessions_free(&g.live);
}

void
attendance_free(struct attendance *a)
{
	for (size_t i = 0; i < a->n; i++) {
		free(a->v[i].key);
		free(a->v[i].silent);
	}
	free(a->v);
	*a = (struct attendance){ 0 };
}
