#ifndef PEER_STATUS_HISTORY_H
#define PEER_STATUS_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "peer-status/status.h"

#define HISTORY_DAYS 7
#define HISTORY_SECONDS (HISTORY_DAYS * UINT64_C(86400))

enum event_state { EVENT_UP, EVENT_DOWN, EVENT_UNKNOWN };

/* From AT on a session was in STATE, until its next event. */
struct event {
	char *name;			/* "-": BIRD itself */
	uint64_t at;			/* seconds since 1970 */
	enum event_state state;
	bool gone;			/* while they are sorted out */
};

/* What earlier runs saw: events by name, then time. */
struct history {
	struct event *v;
	size_t n, cap;
};

/*
 * Reads the file PATH into H; one that is not there is empty.  With WRITE,
 * adds what S has new, drops what is too old or too much, and replaces the
 * file.  False, reported: it is no history, or could not be replaced.
 */
bool history_keep(struct history *h, const char *path,
    const struct status *s, bool write, struct diag *diag);
/* The events of NAME: *N of them. */
const struct event *history_of(const struct history *h, const char *name,
    size_t *n);
void history_free(struct history *h);

#endif
