#ifndef PEER_STATUS_SESSION_KEY_H
#define PEER_STATUS_SESSION_KEY_H

#include <stdint.h>

#include "base/addr.h"
#include "base/buf.h"
#include "peer-status/policy.h"

/*
 * BIRD names the sessions of a range in the order in which they connect, so a
 * name is another participant's after a restart, and it knows no AS number
 * while a session is down.  A session's key does not change: "AS64501
 * 100.64.0.10", the AS and the address of the other side.
 */

/* Gives a session whose AS number BIRD does not know the number of the
 * participant or refused user with its address. */
void sessions_identify(struct protocols *all, const struct policy *policy);
/* Appends P's key to KEY, which is empty.  A session without an AS number has
 * its address as its key, and any other protocol its name. */
void session_key(struct buf *key, const struct protocol *p);
/* Appends the key of a session with ADDR of ASN. */
void session_key_of(struct buf *key, uint32_t asn, const struct addr *addr);

#endif
