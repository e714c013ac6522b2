#ifndef LEASE_SERVE_KEY_RING_H
#define LEASE_SERVE_KEY_RING_H

#include <stdbool.h>

#include "lease-serve/jwk-set.h"

#define KEY_RING_FRESH 3600 /* seconds after which keys are fetched again */
#define KEY_RING_AGAIN 60   /* seconds between two tries */
#define KEY_RING_KEPT 86400 /* seconds that keys are used without a fetch */

/*
 * The issuer's keys over time.  It decides when they are fetched and how long
 * they are used; key-fetch.c fetches them.  All times are milliseconds of the
 * monotonic clock, see deadline_in().  A zeroed struct is an empty ring.
 */
struct key_ring {
	struct jwk_set *set; /* NULL: none yet */
	long long fetched;   /* when SET came */
	long long tried;     /* when the last fetch began */
	long long asked;     /* when one began for an unknown kid */
	bool has_tried;
	bool has_asked;
	bool fetching;
};

/* The keys that may be used at NOW, or NULL. */
const struct jwk_set *key_ring_keys(const struct key_ring *ring, long long now);
/* Milliseconds until the next fetch is due; 0: begin it now, -1: one is under
 * way. */
long long key_ring_due(const struct key_ring *ring, long long now);
/* True if an unknown kid is a reason to begin a fetch now. */
bool key_ring_ask(struct key_ring *ring, long long now);
/* A fetch begins, has brought SET (which the ring takes over), or has
 * failed. */
void key_ring_begin(struct key_ring *ring, long long now);
void key_ring_take(struct key_ring *ring, struct jwk_set *set, long long now);
void key_ring_fail(struct key_ring *ring);
void key_ring_free(struct key_ring *ring);

#endif
