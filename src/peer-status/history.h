#ifndef PEER_STATUS_HISTORY_H
#define PEER_STATUS_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "diag.h"
#include "status.h"

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

/* A file that is not there is empty; false, reported: it is no history. */
bool history_read(struct history *h, const char *path, struct diag *diag);
/* Adds what S has new, and drops what is too old or too much. */
void history_note(struct history *h, const struct status *s);
void history_write(const struct history *h, FILE *f);
/* The events of NAME: *N of them. */
const struct event *history_of(const struct history *h, const char *name,
    size_t *n);
void history_free(struct history *h);

#endif
