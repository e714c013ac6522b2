/* The input: the records that the configuration of a router needs. */
#include "bird-render/input.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"
#include "site/needed-records.h"
#include "site/sessions.h"
#include "stream/records.h"

static bool
take_rule(void *state, const struct taking *t)
{
	struct input *in = state;
	struct prefix_rule r;

	if (!prefix_rule_take(t, &r))
		return false;
	in->rules = mem_grow(in->rules, in->nrules, &in->rules_cap, sizeof r);
	in->rules[in->nrules++] = r;
	return true;
}

static bool
take_vrp(void *state, const struct taking *t)
{
	struct input *in = state;
	struct vrp v;

	if (!vrp_take(t, &v))
		return false;
	in->vrps = mem_grow(in->vrps, in->nvrps, &in->vrps_cap, sizeof v);
	in->vrps[in->nvrps++] = v;
	return true;
}

static bool
take_peer(void *state, const struct taking *t)
{
	struct input *in = state;

	return peers_take(&in->peers, t->record, in->router->name, t->place,
	    t->diag);
}

static bool
take_leave(void *state, const struct taking *t)
{
	struct input *in = state;

	return leaves_take(t, &in->leaves);
}

static bool
take_net(void *state, const struct taking *t)
{
	struct input *in = state;

	return nets_take(&in->nets, t);
}

static bool
take_participant(void *state, const struct taking *t)
{
	struct input *in = state;

	return participants_take(&in->participants, t);
}

/* Registry text: skip what is not a route or not an AS number. */
static bool
take_route(void *state, const struct taking *t)
{
	struct input *in = state;
	const struct record *rec = t->record;
	struct route r;
	struct why why;

	if (in->site->registry.kind == REGISTRY_DN42)
		own_objects_take(&in->own, rec);
	if (!in->want_routes ||
	    !prefix_parse(rec->key.p, rec->key.n, &r.prefix, &why))
		return true;
	for (size_t i = 0; i < rec->n; i++) {
		if (!slice_is(rec->name[i], "origin") ||
		    !asn_parse(rec->value[i].p, rec->value[i].n, &r.asn, &why))
			continue;
		in->routes = mem_grow(in->routes, in->nroutes, &in->routes_cap,
		    sizeof r);
		in->routes[in->nroutes++] = r;
	}
	return true;
}

static bool
take_as_set(void *state, const struct taking *t)
{
	struct input *in = state;

	in->nas_sets++;
	if (in->want_sets)
		irr_sets_take(&in->sets, t->record);
	return true;
}

static bool
take_route_set(void *state, const struct taking *t)
{
	struct input *in = state;

	if (in->want_sets)
		irr_sets_take(&in->sets, t->record);
	return true;
}

/* peer-validate needs the number of aut-nums; own_objects_take() looks for
 * ours. */
static bool
take_aut_num(void *state, const struct taking *t)
{
	struct input *in = state;

	in->naut_nums++;
	own_objects_take(&in->own, t->record);
	return true;
}

static bool
take_revision(void *state, const struct taking *t)
{
	struct input *in = state;

	return revision_take(t, &in->registry);
}

static const struct taker takers[] = {
	{ "aut-num", take_aut_num },
	{ "prefix-rule", take_rule },
	{ "vrp", take_vrp },
	{ "peer", take_peer },
	{ "leave", take_leave },
	{ "revision", take_revision },
	{ "net", take_net },
	{ "participant", take_participant },
	{ "route", take_route },
	{ "route6", take_route },
	{ "as-set", take_as_set },
	{ "route-set", take_route_set },
};

static int
by_rule(const void *a, const void *b)
{
	return prefix_rule_cmp(a, b);
}

static int
by_vrp(const void *a, const void *b)
{
	return vrp_cmp(a, b);
}

static int
by_route(const void *va, const void *vb)
{
	const struct route *a = va, *b = vb;

	if (a->asn != b->asn)
		return a->asn < b->asn ? -1 : 1;
	return prefix_cmp(&a->prefix, &b->prefix);
}

static void
sort(struct input *in)
{
	in->nrules = sort_once(in->rules, in->nrules, sizeof *in->rules,
	    by_rule);
	in->nvrps = sort_once(in->vrps, in->nvrps, sizeof *in->vrps, by_vrp);
	in->nroutes = sort_once(in->routes, in->nroutes, sizeof *in->routes,
	    by_route);
	irr_sets_sort(&in->sets);
	leaves_sort(&in->leaves);
}

bool
input_read(struct input *in, int fd, struct diag *diag)
{
	bool ok = records_read_or(fd, "-", records_hint(in->site, in->router),
	    takers, sizeof takers / sizeof *takers, in, diag);

	sort(in);
	return ok && peers_sort(&in->peers, diag) &&
	    nets_sort(&in->nets, diag) &&
	    participants_sort(&in->participants, diag);
}

void
input_free(struct input *in)
{
	peers_free(&in->peers);
	leaves_free(&in->leaves);
	nets_free(&in->nets);
	participants_free(&in->participants);
	free(in->rules);
	free(in->vrps);
	free(in->routes);
	own_objects_free(&in->own);
	irr_sets_free(&in->sets);
}

void
input_router(struct input *in, const struct site *site,
    const struct site_router *router)
{
	in->site = site;
	in->router = router;
	in->own.asn = site->network.asn;
	in->neighbors = neighbors_of(site, router->name, &in->nneighbors);
	for (size_t i = 0; i < in->nneighbors; i++) {
		const struct neighbor *n = &in->neighbors[i];

		in->want_sets |= n->as_sets.n > 0;
		in->want_routes |= n->as_sets.n > 0 ||
		    neighbor_given(n, NEIGHBOR_ASNS);
	}
}

static int
by_origin(const void *route, const void *asn)
{
	return sort_by_number(&((const struct route *)route)->asn, asn);
}

const struct route *
input_routes(const struct input *in, uint32_t asn, size_t *n)
{
	size_t first = sort_lower(in->routes, in->nroutes, sizeof *in->routes,
	    &asn, by_origin);
	size_t last = sort_upper(in->routes, in->nroutes, sizeof *in->routes,
	    &asn, by_origin);

	*n = last - first;
	return *n > 0 ? in->routes + first : NULL;
}
