#ifndef BIRD_RENDER_NEIGHBOR_SESSION_H
#define BIRD_RENDER_NEIGHBOR_SESSION_H

#include "bird-render/input.h"
#include "render/bgp-session.h"

#define FILTER_NAME (NEIGHBOR_SYMBOL + 8)

/* A session of the site file, and the names of its filters in BIRD. */
struct neighbor_session {
	struct bgp_session bgp;
	const struct neighbor *neighbor;
	const struct input *in;
	char import[2][FILTER_NAME]; /* IPv4, IPv6 */
	char export[2][FILTER_NAME];
};

/* Fills S.  S points into itself, N and IN: do not copy S, and keep N and IN
 * while S is in use. */
void neighbor_session(struct neighbor_session *s, const struct neighbor *n,
    const struct input *in);

#endif
