#ifndef LEASE_SERVE_API_ROUTE_H
#define LEASE_SERVE_API_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct call;

/* Who may send a request. */
enum route_caller {
	CALLER_ANYBODY,
	CALLER_USER,	/* a token of the issuer's */
	CALLER_SERVICE, /* the token of a file */
};

/* A request that the gateway answers. */
struct route {
	const char *method;
	const char *path; /* with at most one parameter, "{prefix}", which
				 * holds one slash, or "{user_hash}", none */
	enum route_caller caller;
	bool has_body; /* a JSON object */
	bool changes;  /* counts for the limit of changes */
	void (*answer)(struct call *call);
};

/* A table of routes. */
struct routes {
	const struct route *v;
	size_t n;
};

/*
 * Finds the route of METHOD and PATH, which is percent-encoded and has no
 * query.  PARAMETER gets what stands in the place of the path's parameter,
 * decoded.  HEAD is GET.  NULL if there is none; *ALLOW is then NULL, or the
 * methods that PATH has.
 */
const struct route *route_find(const struct routes *routes, const char *method,
    const char *path, struct buf *parameter, const char **allow);
/* Decodes a percent-encoded path.  False if it is malformed, or would hold a
 * control character. */
bool route_decode(const char *path, struct buf *decoded);

#endif
