#ifndef BIRD_RENDER_PEER_SESSION_H
#define BIRD_RENDER_PEER_SESSION_H

#include <stddef.h>

#include "bird-render/dn42-marking.h"
#include "bird-render/input.h"
#include "render/bgp-session.h"

/* The sessions of a peer: one for both families, or one for each. */
struct peer_sessions {
	struct bgp_session v[PEER_PROTOCOLS];
	size_t n;
	const struct peer *peer;
	const struct input *in;
	char name[PEER_PROTOCOLS][PEER_PROTOCOL_TEXT];
	char import[2][MARKING_TEXT + 16]; /* filters: IPv4, IPv6 */
	char export[2][MARKING_TEXT + 16];
};

/* Fills S with the sessions for P's families.  They point into S, P and IN. */
void peer_sessions(struct peer_sessions *s, const struct peer *p,
    const struct input *in);
/* Returns what all peers' sessions share, for the template bf_peer. */
struct bgp_session peer_session_common(const struct input *in);

#endif
