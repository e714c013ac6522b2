#ifndef APPLY_TUNNEL_HEALTH_H
#define APPLY_TUNNEL_HEALTH_H

#include "apply/name-list.h"
#include "apply/wg-tunnel.h"
#include "apply/wgstate.h"

/*
 * Is a tunnel alive?  WireGuard answers whatever arrives, within ten seconds
 * and be it with an empty packet, so that a tunnel which is asked and from
 * which no byte comes has no other side.  But for up to 180 seconds it answers
 * with the keys that it had, so that after a change of a key only a new
 * handshake shows that the other side has followed.
 */

/* Those of TS that had a handshake lately. */
void tunnel_health_before(struct name_list *up, const struct tunnels *ts,
    const struct wgstate *links);

/* Sends something through each of NAMES whose peer has an address. */
void tunnel_health_ask(const struct name_list *names, const struct tunnels *ts);

/* Those of NAMES from which nothing came between the two looks; of those of
 * them that are RENEWED, which had no handshake. */
void tunnel_health_lost(struct name_list *lost, const struct name_list *names,
    const struct tunnels *ts, const struct name_list *renewed,
    const struct wgstate *then, const struct wgstate *now);

/* T's peer as the interface has it; NULL: there is none. */
const struct wgpeer *tunnel_health_peer(const struct wgstate *links,
    const struct tunnel *t);
/* Had it no handshake within the life of a WireGuard session? */
bool tunnel_health_stale(const struct wgpeer *peer);

#endif
