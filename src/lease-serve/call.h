#ifndef LEASE_SERVE_CALL_H
#define LEASE_SERVE_CALL_H

#include <stdbool.h>

#include <jansson.h>

#include "base/buf.h"
#include "lease-serve/api-route.h"
#include "lease-serve/http-reply.h"
#include "lease-serve/lease-gateway.h"
#include "lease-serve/token-check.h"

struct MHD_Connection;

#define CALL_BODY 4096 /* bytes of a request's body */

/* A request, from its head to its answer. */
struct call {
	struct gateway *gateway;
	struct MHD_Connection *connection;
	const struct route *route; /* NULL: it is in no row */
	struct buf parameter;	   /* of the path, decoded */
	struct buf body;
	size_t received;	    /* bytes of the body, kept or not */
	bool unread;		    /* answered without the body; the
					 * connection then ends */
	json_t *json;		    /* the body; NULL: none */
	struct token_user user;	    /* CALLER_USER only */
	char hash[LEASE_HASH_TEXT]; /* of the user */
	struct http_reply reply;
	/* What is to be done next.  It answers, or sets WAITING and what is to
	 * be done after that. */
	void (*then)(struct call *call);
	bool waiting;
	bool has_waited; /* for the issuer's keys */
	bool suspended;
	bool hook_ok; /* how the ROA hook ended */
	uint32_t asn; /* of the ROA */
	struct lease lease;
	long long since;
	struct call *next; /* who also waits for the keys */
};

/* The value of a header of the request, or NULL. */
const char *call_header(const struct call *call, const char *name);
/* How many headers of that name there are. */
unsigned call_headers(const struct call *call, const char *name);
/* Answers with an error.  MESSAGE may be NULL. */
void call_refuse(struct call *call, enum http_error error, const char *message);
/* Answers with the error for RESULT, which is not LEASE_DONE.  A failure of
 * the store is reported, and not told to the caller. */
void call_refuse_result(struct call *call, enum lease_result result);
/* Lets a call that waited go on in the next turn of the loop. */
void call_resume(struct call *call);

#endif
