#ifndef APPLY_ALIVE_H
#define APPLY_ALIVE_H

#include "apply/names.h"
#include "apply/tunnel.h"
#include "apply/wgstate.h"

/*
 * Is a tunnel alive?  WireGuard answers whatever arrives, within ten seconds
 * and be it with an empty packet, so that a tunnel which is asked and from
 * which no byte comes has no other side.
 */

/* Those of TS that had a handshake lately. */
void alive_before(struct names *up, const struct tunnels *ts,
    const struct wgstate *links);

/* Sends something through each of NAMES whose peer has an address. */
void alive_ask(const struct names *names, const struct tunnels *ts);

/* Those of NAMES from which nothing came between the two looks. */
void alive_lost(struct names *lost, const struct names *names,
    const struct tunnels *ts, const struct wgstate *then,
    const struct wgstate *now);

/* T's peer as the interface has it; NULL: there is none. */
const struct wgpeer *alive_peer(const struct wgstate *links,
    const struct tunnel *t);
/* Had it no handshake within the life of a WireGuard session? */
bool alive_stale(const struct wgpeer *peer);

#endif
