/* The requests of a user: their AS number and leases. */
#include "lease-serve/api-user.h"

#include <inttypes.h>
#include <stdio.h>

#include "lease-serve/api-body.h"
#include "lease-serve/api-lease.h"
#include "lease-serve/call.h"

void
api_user_info(struct call *call)
{
	struct gateway *g = call->gateway;
	struct lease_user user;
	enum lease_result result = lease_user_get(g->store, call->hash, &user);
	json_t *leases;

	if (result != LEASE_DONE) {
		call_refuse_result(call, result);
	} else {
		leases = json_array();
		for (size_t i = 0; i < user.nleases; i++)
			json_array_append_new(leases,
			    api_lease_json(&user.lease[i]));
		http_reply_json(&call->reply, 200,
		    json_pack("{s:s, s:o, s:I, s:o}", "user_hash", call->hash,
			"asn", api_asn_json(user.asn), "max_leases",
			(json_int_t)g->site->leases.max_leases, "active_leases",
			leases));
	}
	lease_user_free(&user);
}

void
api_user_asn(struct call *call)
{
	const struct lease_person who = { call->hash, call->user.sub,
		call->user.email };
	uint32_t asn;
	bool had;
	enum lease_result result = lease_asn_get(call->gateway->store, &who,
	    &asn, &had);

	if (result == LEASE_NONE_FREE)
		call_refuse(call, ERROR_POOL_USED_UP, NULL);
	else if (result != LEASE_DONE)
		call_refuse_result(call, result);
	else
		http_reply_json(&call->reply, 200,
		    json_pack("{s:I, s:s}", "asn", (json_int_t)asn, "message",
			had ? "You already have this AS number." :
			      "This AS number is yours now."));
}

/* The body's number of hours.  False if it is none, which is answered. */
static bool
hours_of(struct call *call, uint64_t *hours)
{
	if (api_body_hours(call->json, hours))
		return true;
	call_refuse(call, ERROR_BAD_REQUEST,
	    "duration_hours is missing (expected a whole number).");
	return false;
}

/* Answers with the lease, or says why there is none. */
static void
answer_lease(struct call *call, enum lease_result result,
    const struct lease *lease, const char *message)
{
	char text[96];
	json_t *json;

	if (result == LEASE_HOURS) {
		snprintf(text, sizeof text,
		    "duration_hours is wrong "
		    "(expected 1 .. %" PRIu32 ").",
		    call->gateway->site->leases.max_hours);
		call_refuse(call, ERROR_HOURS, text);
	} else if (result != LEASE_DONE) {
		call_refuse_result(call, result);
	} else {
		json = api_lease_json(lease);
		json_object_set_new(json, "message", json_string(message));
		http_reply_json(&call->reply, 200, json);
	}
}

void
api_user_lease(struct call *call)
{
	struct lease lease;
	uint64_t hours;

	if (hours_of(call, &hours))
		answer_lease(call,
		    lease_take(call->gateway->store, call->hash, hours, &lease),
		    &lease, "This prefix is yours until its end_time.");
}

void
api_user_renew(struct call *call)
{
	struct prefix prefix;
	struct lease lease;
	uint64_t hours;

	if (api_prefix(call, &prefix) && hours_of(call, &hours))
		answer_lease(call,
		    lease_renew(call->gateway->store, call->hash, &prefix,
			hours, &lease),
		    &lease, "The lease has a new end_time.");
}

void
api_user_release(struct call *call)
{
	struct prefix prefix;
	enum lease_result result;

	if (!api_prefix(call, &prefix))
		return;
	result = lease_release(call->gateway->store, call->hash, &prefix);
	if (result == LEASE_DONE)
		http_reply_nothing(&call->reply);
	else
		call_refuse_result(call, result);
}
