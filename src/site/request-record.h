#ifndef BIRDFEED_REQUEST_RECORD_H
#define BIRDFEED_REQUEST_RECORD_H

#include "base/buf.h"
#include "base/slice.h"
#include "site/peer.h"

/*
 * A record of class "request": the keys of a peer that a request may set.
 * peer_from_record() with PEER_IN_REQUEST reads it.
 */

/*
 * Appends the record of the peer NAME.  VALUE has the text of each key, as
 * value_print() writes it; its p is NULL if the key is not given.
 */
void request_record_put(struct buf *line, struct slice name,
    const struct slice value[static PEER_KEYS]);

#endif
