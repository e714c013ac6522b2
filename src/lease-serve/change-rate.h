#ifndef LEASE_SERVE_CHANGE_RATE_H
#define LEASE_SERVE_CHANGE_RATE_H

#include <stdbool.h>
#include <stdint.h>

/* How many changes each user has asked for in this minute.  A zeroed struct
 * with MOST set is ready. */
struct change_rate {
	uint32_t most;	 /* changes a minute and user */
	long long since; /* when this minute began */
	struct change_count *users;
};

/* Counts a change of the user with HASH at NOW, in milliseconds of the
 * monotonic clock.  False if it is one too many. */
bool change_rate_count(struct change_rate *rate, const char *hash,
    long long now);
void change_rate_free(struct change_rate *rate);

#endif
