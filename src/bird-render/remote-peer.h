#ifndef BIRD_RENDER_REMOTE_PEER_H
#define BIRD_RENDER_REMOTE_PEER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* Returns false, and reports why, if P has too little information about its
 * other side. */
bool remote_peer_ready(const struct input *in, const struct peer *p,
    struct diag *diag);

/*
 * Prints the other side of P's session: a complete bird.conf, ready to paste.
 * It announces P's prefixes in the registry and accepts what the registry's
 * rules permit.
 */
void remote_peer_text(FILE *f, const struct input *in, const struct peer *p);

/*
 * Returns a router id for the other side, which its operator may change: the
 * first address of its IPv4 prefix, or the bits of its AS number.  Either is
 * unique enough (RFC 6286).
 */
struct addr remote_router_id(const struct prefix_list *own, uint32_t asn);

#endif
