/* The switch of a prefix's ROA: the store notes it, the hook does it. */
#include "lease-serve/api-roa.h"

#include "lease-serve/api-body.h"
#include "lease-serve/api-lease.h"
#include "lease-serve/call.h"

static void
answer(struct call *call)
{
	const struct lease *l = &call->lease;
	char prefix[PREFIX_TEXT];

	http_reply_json(&call->reply, 200,
	    json_pack("{s:s, s:b, s:s}", "prefix",
		prefix_print(prefix, &l->prefix), "rpki_enabled", (int)l->rpki,
		"message",
		l->rpki ?
		    "A ROA for this prefix and your AS number exists now." :
		    "The ROA of this prefix is gone."));
}

/* The ROA may exist or not: it is noted as one that must go, and lease-store
 * expire removes it. */
static void
take_back(struct call *call)
{
	struct lease lease;
	uint32_t asn;

	lease_rpki_set(call->gateway->store, call->hash, &call->lease.prefix,
	    false, &lease, &asn);
}

static void conclude(struct call *call);

static void
take_end_of_hook(void *ctx, bool ok, const struct why *why)
{
	struct call *call = ctx;

	call->hook_ok = ok;
	if (!ok)
		diag_say(call->gateway->diag, DIAG_WARNING, NULL, "roa-hook",
		    "%s", why->text);
	call_resume(call);
}

/* Runs the hook, and goes on with conclude().  False if too many wait. */
static bool
run_hook(struct call *call)
{
	if (!roa_queue_ask(&call->gateway->hook, &call->lease.prefix, call->asn,
		call->lease.rpki, take_end_of_hook, call))
		return false;
	call->waiting = true;
	call->then = conclude;
	return true;
}

/* The ROA is gone.  If somebody has switched it on meanwhile, through another
 * gateway, the hook has removed a ROA that is wanted, and runs again. */
static void
note_gone(struct call *call)
{
	const struct lease_roa roa = { call->lease.prefix, call->asn };
	enum lease_result result = lease_roa_gone(call->gateway->store, &roa);

	if (result == LEASE_DONE) {
		answer(call);
	} else if (result == LEASE_NOT_HELD) {
		call->lease.rpki = true;
		if (!run_hook(call))
			call_refuse(call, ERROR_BUSY, NULL);
	} else {
		call_refuse_result(call, result);
	}
}

static void
conclude(struct call *call)
{
	if (call->hook_ok && call->lease.rpki) {
		answer(call);
	} else if (call->hook_ok) {
		note_gone(call);
	} else {
		if (call->lease.rpki)
			take_back(call);
		call_refuse(call, ERROR_HOOK_FAILED, NULL);
	}
}

static void
begin(struct call *call, const struct prefix *prefix, bool on)
{
	enum lease_result result = lease_rpki_set(call->gateway->store,
	    call->hash, prefix, on, &call->lease, &call->asn);

	if (result != LEASE_DONE) {
		call_refuse_result(call, result);
	} else if (!run_hook(call)) {
		if (on)
			take_back(call);
		call_refuse(call, ERROR_BUSY, NULL);
	}
}

/* Without a hook, the answer still depends on whose prefix it is. */
static void
refuse_without_hook(struct call *call, const struct prefix *prefix)
{
	struct lease_user user;
	enum lease_result result = lease_user_get(call->gateway->store,
	    call->hash, &user);
	bool held = false;

	for (size_t i = 0; result == LEASE_DONE && i < user.nleases; i++)
		held |= prefix_cmp(&user.lease[i].prefix, prefix) == 0;
	lease_user_free(&user);
	if (result != LEASE_DONE)
		call_refuse_result(call, result);
	else
		call_refuse(call, held ? ERROR_NO_HOOK : ERROR_NOT_HELD, NULL);
}

void
api_roa_switch(struct call *call)
{
	struct prefix prefix;
	bool enabled;

	if (!api_prefix(call, &prefix))
		return;
	if (!api_body_enabled(call->json, &enabled))
		call_refuse(call, ERROR_BAD_REQUEST,
		    "enabled is missing (expected true or false).");
	else if (call->gateway->hook.program == NULL)
		refuse_without_hook(call, &prefix);
	else
		begin(call, &prefix, enabled);
}
