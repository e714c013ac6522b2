#ifndef PEER_STATUS_LIVE_SESSIONS_H
#define PEER_STATUS_LIVE_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "peer-status/status.h"

/* The name of BIRD itself among the sessions' keys. */
#define HISTORY_BIRD "-"

/* A session that BIRD has. */
struct live {
	char *key;
	bool up;
	uint64_t at; /* since when */
};

struct live_sessions {
	struct live *v; /* by key, once each */
	size_t n;
};

/* Returns the sessions of S that a history can hold.  Free them with
 * live_sessions_free(). */
struct live_sessions live_sessions_of(const struct status *s);
bool live_sessions_have(const struct live_sessions *all, const char *key);
void live_sessions_free(struct live_sessions *all);

#endif
