/* Whether the gateway works, and what it has done. */
#include "lease-serve/api-health.h"

#include <inttypes.h>
#include <string.h>

#include "lease-serve/call.h"

/* Healthy: the store answers, and the issuer's keys are there. */
void
api_health(struct call *call)
{
	struct gateway *g = call->gateway;
	char nobody[LEASE_HASH_TEXT];
	struct lease_user user;
	enum lease_result result;

	memset(nobody, '0', sizeof nobody - 1);
	nobody[sizeof nobody - 1] = '\0';
	result = lease_user_get(g->store, nobody, &user);
	lease_user_free(&user);
	if (result != LEASE_DONE)
		call_refuse_result(call, result);
	else if (key_ring_keys(&g->ring, gateway_now()) == NULL)
		call_refuse(call, ERROR_KEYS, NULL);
	else
		http_reply_json(&call->reply, 200,
		    json_pack("{s:s}", "status", "ok"));
}

static void
head(struct buf *to, const char *name, const char *type, const char *help)
{
	buf_printf(to, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
put(struct buf *to, const char *name, const char *type, const char *help,
    uint64_t value)
{
	head(to, name, type, help);
	buf_printf(to, "%s %" PRIu64 "\n", name, value);
}

static void
put_answers(struct buf *to, const struct gateway *g)
{
	static const char name[] = "birdfeed_lease_requests_total";
	static const struct route other = { .method = "", .path = "" };

	head(to, name, "counter", "Requests, by row and status.");
	for (size_t row = 0; row <= g->routes->n; row++) {
		const struct route *r = row < g->routes->n ?
		    &g->routes->v[row] :
		    &other;

		for (size_t i = 0; answer_count_status(i) != 0; i++)
			if (g->count.n[row][i] > 0)
				buf_printf(to,
				    "%s{method=\"%s\",path=\"%s\","
				    "status=\"%u\"} %" PRIu64 "\n",
				    name, r->method, r->path,
				    answer_count_status(i), g->count.n[row][i]);
	}
}

void
api_metrics(struct call *call)
{
	struct gateway *g = call->gateway;
	struct buf *to = &call->reply.body;
	const struct jwk_set *keys = key_ring_keys(&g->ring, gateway_now());

	put_answers(to, g);
	put(to, "birdfeed_lease_connections", "gauge", "Open connections.",
	    g->visits.n);
	put(to, "birdfeed_lease_keys", "gauge",
	    "Keys of the issuer that can verify tokens.",
	    keys != NULL ? jwk_set_usable(keys) : 0);
	put(to, "birdfeed_lease_key_fetches_total", "counter",
	    "Fetches of the issuer's keys.", g->count.key_fetches);
	put(to, "birdfeed_lease_key_failures_total", "counter",
	    "Fetches of the issuer's keys that failed.", g->count.key_failures);
	call->reply.type = "text/plain; version=0.0.4";
	call->reply.status = 200;
}
