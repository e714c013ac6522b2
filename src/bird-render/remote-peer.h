#ifndef BIRD_RENDER_REMOTE_PEER_H
#define BIRD_RENDER_REMOTE_PEER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "bird-render/input.h"

/* False, and reported, when P says too little to know its other side. */
bool remote_peer_ready(const struct peer *p, struct diag *diag);

/*
 * The other side of P's session: a whole bird.conf, ready to paste, that
 * announces what the registry says is P's and takes what its rules permit.
 */
void remote_peer_text(FILE *f, const struct input *in, const struct peer *p);

/*
 * Their router id is theirs to choose; until then the first address of
 * their IPv4 prefix, or their ASN's own bits, is as unique (RFC 6286).
 */
struct addr remote_router_id(const struct prefix_list *own, uint32_t asn);

#endif
