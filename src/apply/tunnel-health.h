#ifndef APPLY_TUNNEL_HEALTH_H
#define APPLY_TUNNEL_HEALTH_H

#include "apply/name-list.h"
#include "apply/wg-tunnel.h"
#include "apply/wgstate.h"

/*
 * Is a tunnel alive?  WireGuard answers every packet within ten seconds, if
 * necessary with an empty packet.  So if no byte arrives after a packet was
 * sent, the peer is not there.  But for up to 180 seconds the peer answers
 * with its old keys: after a change of a key, only a new handshake shows that
 * the peer has the new key.
 */

/* Gets the tunnels of TS that had a recent handshake. */
void tunnel_health_before(struct name_list *up, const struct tunnels *ts,
    const struct wgstate *links);

/* Sends a packet through each tunnel of NAMES whose peer has an address. */
void tunnel_health_ask(const struct name_list *names, const struct tunnels *ts);

/* Gets the tunnels of NAMES through which nothing arrived between the readings
 * THEN and NOW.  A tunnel in RENEWED is lost if it had no new handshake. */
void tunnel_health_lost(struct name_list *lost, const struct name_list *names,
    const struct tunnels *ts, const struct name_list *renewed,
    const struct wgstate *then, const struct wgstate *now);

/* T's peer on the interface; NULL: none. */
const struct wgpeer *tunnel_health_peer(const struct wgstate *links,
    const struct tunnel *t);
/* Had PEER no handshake within the lifetime of a WireGuard session? */
bool tunnel_health_stale(const struct wgpeer *peer);
/*
 * True if the network at the other end asked for what differs between the
 * tunnel in HAD and WANT: it follows when it likes, and must not be able to
 * hold up everybody else's changes.
 */
bool tunnel_health_own_change(const struct tunnels *had,
    const struct tunnel *want);

#endif
