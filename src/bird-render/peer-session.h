#ifndef BIRD_RENDER_PEER_SESSION_H
#define BIRD_RENDER_PEER_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "bird-render/input.h"

#define SESSIONS_MAX PEER_PROTOCOLS

/* One BGP session with a peer. */
struct session {
	const struct peer *peer;
	char name[PEER_PROTOCOL_TEXT];	/* of its protocol */
	struct addr neighbor;
	struct addr local;
	bool has_local;
	bool ipv4;			/* the channels it carries */
	bool ipv6;
};

/* The sessions that P's families ask for; returns how many. */
size_t sessions_of(const struct peer *p, struct session s[SESSIONS_MAX]);
/* Appends every setting whose change restarts the session, for apply's
 * forecast ("name=value name=value"). */
void session_settings(struct buf *to, const struct session *s,
    const struct input *in);

#endif
