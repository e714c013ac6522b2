/* The requests of the exchange's own programs. */
#include "lease-serve/api-service.h"

#include <sodium.h>
#include <string.h>

#include "lease-serve/call.h"
#include "store/lease-json.h"

/* Sets the ETag, and answers 304 if the caller has this very document.  A
 * proxy that compresses makes a weak tag (W/"...") of it. */
static void
settle_etag(struct call *call)
{
	struct http_reply *r = &call->reply;
	const char *known = call_header(call, "If-None-Match");
	unsigned char hash[16];
	char hex[sizeof hash * 2 + 1];

	crypto_generichash(hash, sizeof hash, (unsigned char *)r->body.data,
	    r->body.len, NULL, 0);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	r->etag[0] = '"';
	memcpy(r->etag + 1, hex, sizeof hex - 1);
	memcpy(r->etag + sizeof hex, "\"", 2);
	if (known != NULL && strstr(known, r->etag) != NULL) {
		r->status = 304;
		r->body.len = 0;
	}
}

void
api_service_mappings(struct call *call)
{
	enum lease_result result = lease_json_mappings(&call->reply.body,
	    call->gateway->store);

	if (result != LEASE_DONE) {
		call_refuse_result(call, result);
		return;
	}
	call->reply.status = 200;
	settle_etag(call);
}

/* The hash in the path.  False if it is none: then nobody has it. */
static bool
take_hash(struct call *call)
{
	struct why why;

	if (!lease_hash_check(call->parameter.data, call->parameter.len,
		&why)) {
		call_refuse(call, ERROR_BAD_REQUEST,
		    "The path has no hash "
		    "(expected 64 hexadecimal digits).");
		return false;
	}
	memcpy(call->hash, call->parameter.data, LEASE_HASH_TEXT - 1);
	call->hash[LEASE_HASH_TEXT - 1] = '\0';
	return true;
}

void
api_service_mapping(struct call *call)
{
	struct lease_user user;
	enum lease_result result;

	if (!take_hash(call))
		return;
	result = lease_user_get(call->gateway->store, call->hash, &user);
	if (result != LEASE_DONE) {
		call_refuse_result(call, result);
	} else if (user.asn == 0) {
		call_refuse(call, ERROR_NOT_FOUND,
		    "No user with an AS number has this hash.");
	} else {
		lease_json_user(&call->reply.body, &user);
		buf_char(&call->reply.body, '\n');
		call->reply.status = 200;
	}
	lease_user_free(&user);
}

void
api_service_erase(struct call *call)
{
	enum lease_result result;
	bool was;

	if (!take_hash(call))
		return;
	result = lease_erase(call->gateway->store, call->hash, &was);
	if (result == LEASE_DONE)
		http_reply_nothing(&call->reply);
	else
		call_refuse_result(call, result);
}
