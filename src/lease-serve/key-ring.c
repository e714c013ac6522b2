/* The issuer's keys over time: when they are fetched, how long they last. */
#include "lease-serve/key-ring.h"

#define MS 1000LL

const struct jwk_set *
key_ring_keys(const struct key_ring *ring, long long now)
{
	if (ring->set == NULL || now - ring->fetched >= KEY_RING_KEPT * MS)
		return NULL;
	return ring->set;
}

long long
key_ring_due(const struct key_ring *ring, long long now)
{
	long long due = now, again;

	if (ring->fetching)
		return -1;
	if (ring->set != NULL)
		due = ring->fetched + KEY_RING_FRESH * MS;
	again = ring->tried + KEY_RING_AGAIN * MS;
	if (ring->has_tried && again > due)
		due = again;
	return due > now ? due - now : 0;
}

bool
key_ring_ask(struct key_ring *ring, long long now)
{
	if (ring->fetching ||
	    (ring->has_asked && now - ring->asked < KEY_RING_AGAIN * MS))
		return false;
	ring->has_asked = true;
	ring->asked = now;
	return true;
}

void
key_ring_begin(struct key_ring *ring, long long now)
{
	ring->fetching = true;
	ring->has_tried = true;
	ring->tried = now;
}

void
key_ring_take(struct key_ring *ring, struct jwk_set *set, long long now)
{
	jwk_set_free(ring->set);
	ring->set = set;
	ring->fetched = now;
	ring->fetching = false;
}

void
key_ring_fail(struct key_ring *ring)
{
	ring->fetching = false;
}

void
key_ring_free(struct key_ring *ring)
{
	jwk_set_free(ring->set);
	*ring = (struct key_ring){ 0 };
}
