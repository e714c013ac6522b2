#ifndef PEER_STATUS_ROUTE_H
#define PEER_STATUS_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/prefix.h"
#include "base/slice.h"

/* Why a route was rejected.  ID is stable; TEXT is for people. */
struct reason {
	const char *id;
	char text[160];
};

/* The state of a route's origin in BIRD's own ROA table (RFC 6811). */
enum roa_state { ROA_NOT_ASKED, ROA_NOT_FOUND, ROA_IS_VALID, ROA_IS_INVALID };

/* A route that a session received. */
struct route {
	struct prefix prefix;
	bool has_first; /* the path's ASNs; false: not known */
	bool has_last;
	uint32_t first;
	uint32_t last;
	bool has_reserved; /* a reserved ASN is in the path */
	uint32_t reserved;
	enum roa_state roa;
	uint32_t refused; /* the number of the filter's reason; 0: none */
	struct reason *reason;
	size_t nreason;
};

/* Some of a session's routes, and their total number if it is known. */
struct route_list {
	struct route *v;
	size_t n, cap;
	bool has_total;
	uint64_t total;
};

/* A reply to "show route ... all" that is being read. */
struct route_reader {
	struct route_list *to;
	size_t most;			 /* maximum number of routes in TO */
	const struct route_list *except; /* to skip, sorted; or NULL */
	uint32_t local_asn;		 /* whose reasons count; 0: unknown */
	bool has_prefix;
	struct prefix prefix; /* of the network being read */
	bool in_route;	      /* the last of TO is being read */
};

/* Takes one line of the reply (a birdctl_take; CTX is the struct
 * route_reader). */
bool route_take(void *ctx, unsigned code, struct slice text);
/* Sorts by prefix, then by path. */
void route_list_sort(struct route_list *r);
void route_list_free(struct route_list *r);
/* Adds a reason to R.  R keeps ID without a copy; a long text is cut. */
void route_reject(struct route *r, const char *id, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
