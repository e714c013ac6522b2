/* An answer to a request, and the errors as rows of a table. */
#include "lease-serve/http-reply.h"

static const struct {
	const char *word;
	unsigned status;
	const char *message;
	unsigned retry_after;
} errors[] = {
	[ERROR_BAD_REQUEST] = { "bad-request", 400,
	    "The request cannot be understood." },
	[ERROR_NO_ASN] = { "no-asn", 400,
	    "You have no AS number yet: ask for one first." },
	[ERROR_HOURS] = { "hours", 400,
	    "That is not a number of hours that a lease may have." },
	[ERROR_UNAUTHORIZED] = { "unauthorized", 401,
	    "A valid token is needed." },
	[ERROR_LIMIT] = { "limit", 403,
	    "You have as many leases as one user may have." },
	[ERROR_NOT_FOUND] = { "not-found", 404, "There is nothing here." },
	[ERROR_NOT_HELD] = { "not-held", 404,
	    "You have no lease of this prefix now." },
	[ERROR_METHOD] = { "method-not-allowed", 405,
	    "This method is not for this resource." },
	[ERROR_TOO_LARGE] = { "too-large", 413,
	    "The body is longer than 4096 bytes." },
	[ERROR_MEDIA_TYPE] = { "unsupported-media-type", 415,
	    "The body must be application/json." },
	[ERROR_TOO_MANY] = { "too-many-requests", 429,
	    "Too many changes: wait a minute.", 60 },
	[ERROR_POOL_USED_UP] = { "pool-used-up", 503,
	    "No AS number is free now.", 3600 },
	[ERROR_NONE_FREE] = { "none-free", 503,
	    "No prefix is free now: try again later.", 600 },
	[ERROR_NO_HOOK] = { "no-roa-hook", 503,
	    "ROAs cannot be switched at this exchange." },
	[ERROR_HOOK_FAILED] = { "roa-hook-failed", 503,
	    "The ROA could not be switched: try again later.", 60 },
	[ERROR_BUSY] = { "busy", 503,
	    "Too many requests are waiting: try again later.", 10 },
	[ERROR_KEYS] = { "keys-unknown", 503,
	    "The issuer's keys cannot be fetched: try again later.", 60 },
	[ERROR_STORE] = { "store-failed", 503,
	    "The store does not answer: try again later.", 10 },
};
_Static_assert(sizeof errors / sizeof *errors == HTTP_ERRORS, "a row each");

const char *
http_error_word(enum http_error error)
{
	return errors[error].word;
}

unsigned
http_error_status(enum http_error error)
{
	return errors[error].status;
}

static int
add_text(const char *data, size_t n, void *body)
{
	buf_add(body, data, n);
	return 0;
}

void
http_reply_json(struct http_reply *reply, unsigned status, json_t *json)
{
	reply->status = status;
	reply->body.len = 0;
	json_dump_callback(json, add_text, &reply->body, JSON_COMPACT);
	buf_char(&reply->body, '\n');
	json_decref(json);
}

void
http_reply_error(struct http_reply *reply, enum http_error error,
    const char *message)
{
	reply->retry_after = errors[error].retry_after;
	http_reply_json(reply, errors[error].status,
	    json_pack("{s:s, s:s}", "error", errors[error].word, "message",
		message != NULL ? message : errors[error].message));
}

void
http_reply_nothing(struct http_reply *reply)
{
	reply->status = 204;
	reply->body.len = 0;
}

void
http_reply_free(struct http_reply *reply)
{
	buf_free(&reply->body);
	*reply = (struct http_reply){ 0 };
}
