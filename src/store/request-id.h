#ifndef BIRDFEED_REQUEST_ID_H
#define BIRDFEED_REQUEST_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "store/db.h"
#include "store/request-rules.h"

/*
 * Peers' ids, which are their listen ports: a peer that is gone goes on to
 * send to its port, so an id rests before another AS gets it.
 */

/*
 * The id of a new peer of AS ASN on ROUTER, within a transaction: one that
 * the AS had before, or the lowest that nobody has, that is not the
 * operator's and has not been in use for the site's quarantine.  0 when
 * there is none; then *REFUSED and WHY say why.
 */
uint32_t request_id_allocate(struct db *db, const struct request_rules *rules,
    const struct site_router *router, uint32_t asn, const char **refused,
    struct why *why);
/* Notes that the id is free from now on; ASN 0: nobody's before. */
void request_id_free(struct db *db, const char *router, uint32_t id,
    uint32_t asn, int64_t now);

#endif
