#ifndef LEASE_SERVE_HTTP_REPLY_H
#define LEASE_SERVE_HTTP_REPLY_H

#include <stddef.h>

#include <jansson.h>

#include "base/buf.h"

/* An answer to a request: a status and a body. */
struct http_reply {
	unsigned status;      /* 0: none yet */
	struct buf body;      /* empty: none */
	const char *type;     /* of the body; NULL: application/json */
	char etag[72];	      /* "": none */
	const char *allow;    /* for 405: the methods; else NULL */
	unsigned retry_after; /* seconds; 0: not given */
};

/* The reasons why a request is refused: each is a row of a table. */
enum http_error {
	ERROR_BAD_REQUEST,
	ERROR_NO_ASN,
	ERROR_HOURS,
	ERROR_UNAUTHORIZED,
	ERROR_LIMIT,
	ERROR_NOT_FOUND,
	ERROR_NOT_HELD,
	ERROR_METHOD,
	ERROR_TOO_LARGE,
	ERROR_MEDIA_TYPE,
	ERROR_TOO_MANY,
	ERROR_POOL_USED_UP,
	ERROR_NONE_FREE,
	ERROR_NO_HOOK,
	ERROR_HOOK_FAILED,
	ERROR_BUSY,
	ERROR_KEYS,
	ERROR_STORE,
	HTTP_ERRORS
};

/* The word of an error, "no-asn", and its status. */
const char *http_error_word(enum http_error error);
unsigned http_error_status(enum http_error error);

/* Answers with JSON, which is freed. */
void http_reply_json(struct http_reply *reply, unsigned status, json_t *json);
/* Answers {error, message}.  MESSAGE is one sentence; NULL: the error's own. */
void http_reply_error(struct http_reply *reply, enum http_error error,
    const char *message);
/* Answers 204. */
void http_reply_nothing(struct http_reply *reply);
void http_reply_free(struct http_reply *reply);

#endif
