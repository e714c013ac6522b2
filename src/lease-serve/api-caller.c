/* Who calls: the token of a user, or of the service. */
#include "lease-serve/api-caller.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "base/timestamp.h"

#define WAITING_MOST 128 /* calls that may wait for the keys */

/* The token of "Authorization: Bearer TOKEN" (RFC 6750), or NULL.  Of two, a
 * proxy may have checked the other one. */
static const char *
bearer_of(const struct call *call)
{
	static const char scheme[] = "Bearer ";
	const char *header = call_header(call, "Authorization");

	if (header == NULL || call_headers(call, "Authorization") > 1 ||
	    strncasecmp(header, scheme, sizeof scheme - 1) != 0)
		return NULL;
	header += sizeof scheme - 1;
	return header + strspn(header, " ");
}

/* Compares hashes, in a time that depends on neither text. */
static bool
same_secret(const char *a, const char *b)
{
	unsigned char hash[2][crypto_generichash_BYTES];

	crypto_generichash(hash[0], sizeof hash[0], (const unsigned char *)a,
	    strlen(a), NULL, 0);
	crypto_generichash(hash[1], sizeof hash[1], (const unsigned char *)b,
	    strlen(b), NULL, 0);
	return sodium_memcmp(hash[0], hash[1], sizeof hash[0]) == 0;
}

static bool
check_service(struct call *call, const char *bearer)
{
	const char *token = call->gateway->service.text;

	if (token[0] == '\0')
		call_refuse(call, ERROR_UNAUTHORIZED,
		    "No token for /service is configured.");
	else if (!same_secret(bearer, token))
		call_refuse(call, ERROR_UNAUTHORIZED,
		    "That is not the token of this service.");
	else
		return true;
	return false;
}

static void
wait_for_keys(struct call *call)
{
	struct gateway *g = call->gateway;

	call->has_waited = true;
	call->waiting = true;
	call->next = g->waiting;
	g->waiting = call;
	g->nwaiting++;
}

void
callers_wake(struct gateway *gateway)
{
	while (gateway->waiting != NULL) {
		struct call *call = gateway->waiting;

		gateway->waiting = call->next;
		gateway->nwaiting--;
		call_resume(call);
	}
}

/* The key is not known.  A newer set may have it: waits for one, or refuses. */
static void
seek_key(struct call *call, enum token_verdict verdict, const struct why *why)
{
	struct gateway *g = call->gateway;

	if (!call->has_waited && verdict == TOKEN_KEY_UNKNOWN &&
	    key_ring_ask(&g->ring, gateway_now()))
		gateway_fetch_keys(g);
	if (!call->has_waited && g->ring.fetching && !g->ending &&
	    g->nwaiting < WAITING_MOST)
		wait_for_keys(call);
	else if (!call->has_waited && g->ring.fetching)
		call_refuse(call, ERROR_BUSY, NULL);
	else if (verdict == TOKEN_NO_KEYS)
		call_refuse(call, ERROR_KEYS, NULL);
	else
		call_refuse(call, ERROR_UNAUTHORIZED, why->text);
}

static bool
check_user(struct call *call, const char *bearer)
{
	struct gateway *g = call->gateway;
	struct why why;
	enum token_verdict verdict = token_check(&g->rules,
	    key_ring_keys(&g->ring, gateway_now()), bearer, strlen(bearer),
	    timestamp_now(), &call->user, &why);

	switch (verdict) {
	case TOKEN_GOOD:
		lease_hash_of(call->user.sub, strlen(call->user.sub),
		    call->hash);
		return true;
	case TOKEN_BAD:
		call_refuse(call, ERROR_UNAUTHORIZED, why.text);
		return false;
	case TOKEN_KEY_UNKNOWN:
	case TOKEN_NO_KEYS:
		break;
	}
	seek_key(call, verdict, &why);
	return false;
}

bool
caller_check(struct call *call)
{
	const char *bearer = NULL;

	if (call->route->caller == CALLER_ANYBODY)
		return true;
	bearer = bearer_of(call);
	if (bearer == NULL) {
		call_refuse(call, ERROR_UNAUTHORIZED,
		    "A token is needed "
		    "(expected one Authorization: Bearer TOKEN).");
		return false;
	}
	return call->route->caller == CALLER_SERVICE ?
	    check_service(call, bearer) :
	    check_user(call, bearer);
}
