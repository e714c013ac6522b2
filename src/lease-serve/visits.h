#ifndef LEASE_SERVE_VISITS_H
#define LEASE_SERVE_VISITS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The connections, and how long each may stay as it is.  libmicrohttpd knows a
 * timeout of silence only, and a client that sends a byte now and then is never
 * silent.
 */

/* The state of a connection.  Each state has a deadline, see visits.c. */
enum visit_state {
	VISIT_IDLE,    /* no request has begun */
	VISIT_READING, /* a request has begun */
	VISIT_WAITING, /* for the gateway: no deadline */
	VISIT_SENDING, /* the answer */
	VISIT_GONE,    /* shut down */
	VISIT_STATES
};

struct visit;

/* All connections, in a list for each state: first comes first due. */
struct visits {
	struct visit *first[VISIT_STATES];
	struct visit *last[VISIT_STATES];
	size_t n;
};

/* A new connection on FD. */
struct visit *visit_begin(struct visits *visits, int fd, long long now);
void visit_turn(struct visits *visits, struct visit *visit,
    enum visit_state state, long long now);
void visit_end(struct visits *visits, struct visit *visit);

/* Shuts down the connections that are past their deadline.  Returns their
 * number. */
size_t visits_expire(struct visits *visits, long long now);
/* Shuts down the connection that is idle for longest; false if none is. */
bool visits_make_room(struct visits *visits);
/* Returns the milliseconds until the next deadline, or -1. */
long long visits_due(const struct visits *visits, long long now);
/* True while an answer is owed, or on its way out. */
bool visits_answering(const struct visits *visits);

#endif
