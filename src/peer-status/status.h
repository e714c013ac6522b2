#ifndef PEER_STATUS_STATUS_H
#define PEER_STATUS_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "peer-status/announcement.h"
#include "peer-status/policy.h"
#include "peer-status/protocol.h"
#include "peer-status/request-state.h"
#include "peer-status/tunnel-status.h"

struct only;

/* The question. */
struct question {
	const char *socket;
	unsigned ms;	/* timeout of each whole answer */
	uint32_t limit; /* routes per session and kind */
	bool list_accepted;
	bool list_rejected;
	bool all;	   /* protocols of every type */
	struct only *only; /* the selection */
	uint64_t now;	   /* seconds since 1970 */
};

/* The answer.  Zero it first; free it with status_free(). */
struct status {
	uint64_t now;
	bool bird_up;
	struct why why; /* if it is not up */
	char *version;	/* may be NULL, like router_id */
	char *router_id;
	struct protocols protocols;
	bool has_tunnels;
	struct tunnels tunnels;
	struct announcements announcements;
	struct request_states requests; /* those that are not up */
};

/* Returns P's tunnel, or NULL. */
const struct tunnel *status_tunnel(const struct status *s,
    const struct protocol *p);
/* Returns the sum of the counts at OFFSET in P's channels; it is unknown if no
 * channel has the count. */
struct count status_sum(const struct protocol *p, size_t offset);
/* Returns the number of updates that P's filters rejected in channels of which
 * BIRD does not keep what it filters; unknown if there are none.  No list has
 * these routes. */
struct count status_unkept(const struct protocol *p);
void status_free(struct status *s);

#endif
