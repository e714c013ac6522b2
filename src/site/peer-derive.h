#ifndef BIRDFEED_PEER_DERIVE_H
#define BIRDFEED_PEER_DERIVE_H

#include "site/peer.h"
#include "site/site.h"

/*
 * Sets the fields that the peer leaves to the site (birdfeed-site(5)): router,
 * listen port, link-local pair, interface and protocol names, limits and
 * communities.  DEFAULT_ROUTER (may be NULL) is for a peer without a router.
 * A field that cannot be derived stays unset, and the checks report it.
 * Returns the peer's router, or NULL if the site has no such router.
 */
const struct site_router *derive_peer(struct peer *p, const struct site *site,
    const struct site_router *default_router);

#endif
