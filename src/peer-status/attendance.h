#ifndef PEER_STATUS_ATTENDANCE_H
#define PEER_STATUS_ATTENDANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "peer-status/history.h"
#include "peer-status/only.h"
#include "peer-status/policy.h"
#include "peer-status/status.h"

/* The order of the list: problems come first. */
enum attendee_state {
	ATTENDEE_DOWN,	  /* a session, but not established */
	ATTENDEE_GONE,	  /* was established; BIRD forgot it */
	ATTENDEE_REFUSED, /* no participant, and no session */
	ATTENDEE_NEVER,	  /* a participant without a session */
	ATTENDEE_UP,
};

/* Somebody who has a session or should have one. */
struct attendee {
	enum attendee_state state;
	const struct protocol *session;	   /* NULL: BIRD has none */
	bool genuine;			   /* from a participant's address */
	const struct refusal *refusal;	   /* of this AS; NULL: none */
	const struct refusal *refusal_end; /* behind the last of them */
	const char *name;		   /* the registry's, or NULL */
	struct count asn;
	size_t nth;	       /* row of this AS, from 1 */
	size_t up;	       /* sessions of this AS, if it is the
					 * first row */
	struct count since;    /* seconds since 1970 */
	char *key;	       /* of the session; NULL: never seen */
	struct prefix *silent; /* leases that they do not announce */
	size_t nsilent;
};

struct attendance {
	struct attendee *v;
	size_t n, cap;
	size_t sessions, up; /* that BIRD has; not its ranges */
};

/*
 * Fills A with the sessions of S, the participants and the refused users of
 * POLICY that ONLY selects and that have no session, in the order of enum
 * attendee_state and then of their AS numbers.  H may be NULL.  A points into
 * S, POLICY and H.  Free it with attendance_free().
 */
void attendance_take(struct attendance *a, const struct status *s,
    const struct policy *policy, const struct history *h, struct only *only);
/* What STATE is called, for a person and for a program. */
const char *attendee_state_text(enum attendee_state state);
const char *attendee_state_id(enum attendee_state state);
void attendance_free(struct attendance *a);

#endif
