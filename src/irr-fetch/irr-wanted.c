/* What a site needs from an IRR: sets, and the routes of AS numbers. */
#include "irr-fetch/irr-wanted.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"

/* Does the session need the routes of its AS numbers? */
static bool
asks_routes(const struct neighbor *n)
{
	return n->as_sets.n > 0 ||
	    (neighbor_given(n, NEIGHBOR_ASNS) &&
		!neighbor_given(n, NEIGHBOR_PREFIXES));
}

bool
irr_wants_nets(const struct site *site)
{
	for (size_t i = 0; i < site->sessions.n; i++)
		if (neighbor_sets_of_peeringdb(&site->sessions.v[i]))
			return true;
	return false;
}

static void
add_set(struct irr_wanted *w, const struct neighbor *n, const char *name)
{
	w->sets = mem_grow(w->sets, w->nsets, &w->sets_cap, sizeof *w->sets);
	w->sets[w->nsets++] = (struct wanted_set){ name,
		n->line[NEIGHBOR_AS_SET] };
}

static void
add_asn(struct irr_wanted *w, uint32_t asn)
{
	w->asns = mem_grow(w->asns, w->nasns, &w->asns_cap, sizeof *w->asns);
	w->asns[w->nasns++] = asn;
}

/* Adds the sets that PeeringDB has of the session's network. */
static bool
add_net(struct irr_wanted *w, const struct site *site, const struct neighbor *n,
    const struct nets *nets, struct diag *diag)
{
	const struct net *net = nets_find(nets, n->asn);
	struct why why;

	if (net != NULL && net->as_sets.n > 0) {
		for (size_t i = 0; i < net->as_sets.n; i++)
			add_set(w, n, net->as_sets.v[i]);
		return true;
	}
	why_set(&why,
	    "%s: PeeringDB %s AS%" PRIu32 " (expected one, or its "
	    "name here)",
	    n->name, net == NULL ? "has no record of" : "knows no set of",
	    n->asn);
	return site_refuse(site, n->line[NEIGHBOR_AS_SET], "as-set", why.text,
	    diag);
}

static bool
add_session(struct irr_wanted *w, const struct site *site,
    const struct neighbor *n, const struct nets *nets, struct diag *diag)
{
	bool ok = true;

	if (!asks_routes(n))
		return true;
	for (size_t i = 0; i < n->as_sets.n; i++) {
		if (!neighbor_set_of_peeringdb(n->as_sets.v[i]))
			add_set(w, n, n->as_sets.v[i]);
		else
			ok &= add_net(w, site, n, nets, diag);
	}
	add_asn(w, n->asn);
	for (size_t i = 0; i < n->asns.n; i++)
		add_asn(w, n->asns.v[i]);
	for (unsigned i = 0; i < 2; i++)
		w->families[i] |= neighbor_carries(n, i == 0 ? 4 : 6);
	return ok;
}

static bool
needs_server(const struct site *site, const struct irr_wanted *w,
    struct diag *diag)
{
	return site->line[SITE_IRR] != 0 || w->nasns == 0 ||
	    site_refuse(site, 0, "irr",
		"missing (expected the server to "
		"ask)",
		diag);
}

bool
irr_wanted_make(struct irr_wanted *w, const struct site *site,
    const struct nets *nets, struct diag *diag)
{
	bool ok = true;

	*w = (struct irr_wanted){ 0 };
	for (size_t i = 0; i < site->sessions.n; i++)
		ok &= add_session(w, site, &site->sessions.v[i], nets, diag);
	w->nasns = sort_once(w->asns, w->nasns, sizeof *w->asns,
	    sort_by_number);
	return ok && needs_server(site, w, diag);
}

void
irr_wanted_free(struct irr_wanted *w)
{
	free(w->sets);
	free(w->asns);
	*w = (struct irr_wanted){ 0 };
}
