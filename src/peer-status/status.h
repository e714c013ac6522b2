#ifndef PEER_STATUS_STATUS_H
#define PEER_STATUS_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "peer-status/announcement.h"
#include "peer-status/policy.h"
#include "peer-status/protocol.h"
#include "peer-status/tunnel-status.h"

/* What is asked. */
struct question {
	const char *socket;
	unsigned ms;			/* for each answer of BIRD, in full */
	uint32_t limit;			/* routes of a kind and session */
	bool list_accepted;
	bool list_rejected;
	bool all;			/* protocols of every type */
	const char *only;		/* NAME,AS...; NULL: every one */
	uint64_t now;			/* seconds since 1970 */
};

/* What was answered.  Zero it, free it with status_free(). */
struct status {
	uint64_t now;
	bool bird_up;
	struct why why;			/* when it is not */
	char *version;			/* may be NULL, as router_id */
	char *router_id;
	struct protocols protocols;
	bool has_tunnels;
	struct tunnels tunnels;
	struct announcements announcements;
};

/* P's tunnel, or NULL. */
const struct tunnel *status_tunnel(const struct status *s,
    const struct protocol *p);
/* The sum over P's channels of the count at OFFSET; absent if none has it. */
struct count status_sum(const struct protocol *p, size_t offset);
void status_free(struct status *s);

#endif
