/* The limit of changes that one user may ask for in a minute. */
#include "lease-serve/change-rate.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "store/lease.h"

#include <uthash.h>

#define MINUTE (60 * 1000) /* milliseconds */

struct change_count {
	char hash[LEASE_HASH_TEXT];
	uint32_t n;
	UT_hash_handle hh;
};

void
change_rate_free(struct change_rate *rate)
{
	struct change_count *c, *next;

	HASH_ITER(hh, rate->users, c, next)
	{
		HASH_DEL(rate->users, c);
		free(c);
	}
}

bool
change_rate_count(struct change_rate *rate, const char *hash, long long now)
{
	struct change_count *c;

	if (now - rate->since >= MINUTE) {
		change_rate_free(rate);
		rate->since = now;
	}
	HASH_FIND_STR(rate->users, hash, c);
	if (c == NULL) {
		c = mem_zalloc(sizeof *c);
		memcpy(c->hash, hash, sizeof c->hash);
		HASH_ADD_STR(rate->users, hash, c);
	}
	if (c->n >= rate->most)
		return false;
	c->n++;
	return true;
}
