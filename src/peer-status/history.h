#ifndef PEER_STATUS_HISTORY_H
#define PEER_STATUS_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "peer-status/live-sessions.h"
#include "peer-status/status.h"

#define HISTORY_DAYS 7
#define HISTORY_SECONDS (HISTORY_DAYS * UINT64_C(86400))

enum event_state { EVENT_UP, EVENT_DOWN, EVENT_UNKNOWN };

/* From AT until its next event, a session was in STATE. */
struct event {
	char *name;  /* its key; "-": BIRD itself */
	uint64_t at; /* seconds since 1970 */
	enum event_state state;
	bool gone; /* to be removed */
};

/* The events that earlier runs saw, sorted by name and then by time. */
struct history {
	struct event *v;
	size_t n, cap;
	bool has_names; /* BIRD's, and not keys */
};

/*
 * Reads the file PATH into H; a missing file is an empty history.  If WRITE is
 * set, it adds the new events of S, drops old and excess events, and replaces
 * the file.  A session that BIRD no longer has is down.  Returns false, and
 * reports why, if PATH is not a history or cannot be replaced.  Free H with
 * history_free().
 */
bool history_keep(struct history *h, const char *path, const struct status *s,
    const struct policy *policy, bool write, struct diag *diag);
/* Returns the events of the session with the key NAME (session-key.h) and
 * their number *N, or NULL. */
const struct event *history_of(const struct history *h, const char *name,
    size_t *n);
void history_free(struct history *h);

#endif
