/* What the gateway has: its store, its keys, its clock. */
#include "lease-serve/lease-gateway.h"

#include <string.h>

#include "base/deadline.h"

#define STORE_WAIT 2000 /* milliseconds for others' locks */

long long
gateway_now(void)
{
	return deadline_in(0);
}

static bool
open_store(struct gateway *g)
{
	struct why why;

	g->store = lease_store_open(&g->site->leases, STORE_WAIT, false, &why);
	if (g->store != NULL)
		return true;
	diag_say(g->diag, DIAG_ERROR, NULL, "store", "%s", why.text);
	return false;
}

/* An algorithm's name is a row of jwt-algorithm.c, which the site file's
 * table does not know. */
static bool
check_algorithms(const struct gateway *g)
{
	const struct site_lease_api *s = &g->site->leases.api;

	for (size_t i = 0; i < s->algorithms.n; i++)
		if (jwt_algorithm_find(s->algorithms.v[i]) == NULL)
			return site_refuse(g->site,
			    s->line[LEASE_API_ALGORITHMS], "algorithms",
			    "an unknown algorithm (expected RS256, RS384, "
			    "RS512, ES256, ES384, EdDSA, PS256, PS384 or "
			    "PS512)",
			    g->diag);
	return true;
}

static bool
open_keys(struct gateway *g)
{
	const struct site_lease_api *s = &g->site->leases.api;
	struct why why;

	if (key_fetch_open(&g->fetch, s->jwks, s->ca_file, &why))
		return true;
	diag_say(g->diag, DIAG_ERROR, NULL, "jwks", "%s", why.text);
	return false;
}

bool
gateway_open(struct gateway *g, const struct site *site,
    const struct routes *routes, struct diag *diag)
{
	const struct site_lease_api *s = &site->leases.api;

	*g = (struct gateway){ .site = site,
		.diag = diag,
		.routes = routes,
		.rules = { &s->issuer, &s->audience, &s->algorithms },
		.rate = { .most = s->changes_per_minute,
		    .since = gateway_now() } };
	roa_queue_open(&g->hook, site->leases.roa_hook);
	answer_count_open(&g->count, routes->n);
	if (!check_algorithms(g))
		return false;
	if (s->service_token_file != NULL &&
	    !token_read(&g->service, s->service_token_file, diag))
		return false;
	return open_keys(g) && open_store(g);
}

void
gateway_close(struct gateway *g)
{
	lease_store_close(g->store);
	key_fetch_close(&g->fetch);
	key_ring_free(&g->ring);
	roa_queue_close(&g->hook);
	change_rate_free(&g->rate);
	answer_count_free(&g->count);
	token_wipe(&g->service);
}

void
gateway_fetch_keys(struct gateway *g)
{
	if (g->ring.fetching)
		return;
	key_ring_begin(&g->ring, gateway_now());
	g->count.key_fetches++;
	if (!key_fetch_begin(&g->fetch))
		key_ring_fail(&g->ring);
}

/* Takes the document, or says why there is none. */
static void
end_fetch(struct gateway *g, bool ok, struct why *why)
{
	struct jwk_set *set = NULL;

	if (ok)
		set = jwk_set_read(g->fetch.text.data, g->fetch.text.len, why);
	if (set != NULL) {
		diag_say(g->diag, DIAG_NOTE, NULL, "jwks", "%zu keys",
		    jwk_set_usable(set));
		key_ring_take(&g->ring, set, gateway_now());
		return;
	}
	g->count.key_failures++;
	diag_say(g->diag, DIAG_WARNING, NULL, "jwks", "%s: %s%s",
	    g->site->leases.api.jwks, why->text,
	    key_ring_keys(&g->ring, gateway_now()) != NULL ?
		"; the last keys are still used" :
		"");
	key_ring_fail(&g->ring);
}

bool
gateway_step_keys(struct gateway *g)
{
	struct why why;
	bool ok;

	if (key_ring_due(&g->ring, gateway_now()) == 0)
		gateway_fetch_keys(g);
	if (!key_fetch_step(&g->fetch, &ok, &why))
		return false;
	end_fetch(g, ok, &why);
	return true;
}
