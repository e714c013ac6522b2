#ifndef PEER_STATUS_REQUEST_STATE_H
#define PEER_STATUS_REQUEST_STATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "peer-status/policy.h"
#include "peer-status/tunnel-status.h"

/* A request of a network, and why its session is not up. */
struct request_state {
	const char *name; /* the policy's */
	uint32_t asn;
	const char *state; /* "refused", "missing", "down" */
	struct why why;
};

struct request_states {
	struct request_state *v;
	size_t n, cap;
};

/*
 * Finds the requests of POLICY whose session is not up in SESSIONS, and why:
 * the pipeline refused them (the file "result" in the site's run-dir says so),
 * BIRD does not have them yet, or the other side is not there.  TUNNELS is NULL
 * if they are not known.  NOW is in seconds since 1970.  The list is empty
 * without a site.  Free it with request_states_free().
 */
void request_states_find(struct request_states *all,
    const struct policy *policy, const struct protocols *sessions,
    const struct tunnels *tunnels, uint64_t now);
void request_states_free(struct request_states *all);

#endif
