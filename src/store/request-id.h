#ifndef BIRDFEED_REQUEST_ID_H
#define BIRDFEED_REQUEST_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "store/db.h"
#include "store/request-rules.h"

/*
 * The ids of peers, which determine their listen ports.  A removed peer may
 * continue to send to its port, so another AS gets its id only after the
 * quarantine.
 */

/*
 * Finds an id for a new peer of AS ASN on ROUTER, within a transaction.
 * Returns a free id that the AS had before, or the lowest free id.  Ids of the
 * operator's peers, and ids that were in use during the site's quarantine, are
 * not free.  Returns 0 with *REFUSED and WHY set if there is none.
 */
uint32_t request_id_allocate(struct db *db, const struct request_rules *rules,
    const struct site_router *router, uint32_t asn, const char **refused,
    struct why *why);
/* Records that ID, which ASN had before, is free from NOW on.  ASN may be 0
 * for an unknown AS. */
void request_id_free(struct db *db, const char *router, uint32_t id,
    uint32_t asn, int64_t now);

#endif
